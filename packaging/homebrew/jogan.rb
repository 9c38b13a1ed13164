class Jogan < Formula
  desc "Keyboard-driven terminal reader for the morning's technology news"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/jogan-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256:jogan-@VERSION@-aarch64-apple-darwin.tar.gz@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/jogan-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256:jogan-@VERSION@-x86_64-apple-darwin.tar.gz@"
    end
  end
  on_linux do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/jogan-@VERSION@-aarch64-unknown-linux-gnu.tar.gz"
      sha256 "@SHA256:jogan-@VERSION@-aarch64-unknown-linux-gnu.tar.gz@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/jogan-@VERSION@-x86_64-unknown-linux-gnu.tar.gz"
      sha256 "@SHA256:jogan-@VERSION@-x86_64-unknown-linux-gnu.tar.gz@"
    end
  end

  def install
    bin.install "jogan"
    man1.install Dir["man/man1/*.1"]
    bash_completion.install "completions/jogan.bash" => "jogan"
    zsh_completion.install "completions/jogan.zsh" => "_jogan"
    fish_completion.install "completions/jogan.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/jogan --version")
    assert_match "is whole", shell_output("#{bin}/jogan --data-dir #{testpath} --offline doctor")
  end
end
