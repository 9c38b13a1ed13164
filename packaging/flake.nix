{
  description = "jogan: a keyboard-driven terminal reader for the morning's technology news";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = nixpkgs.lib.genAttrs systems;
    in {
      packages = each (system:
        let pkgs = nixpkgs.legacyPackages.${system}; in {
          default = pkgs.rustPlatform.buildRustPackage {
            pname = "jogan";
            version = (builtins.fromTOML (builtins.readFile ../Cargo.toml)).package.version;
            src = ../.;
            cargoLock.lockFile = ../Cargo.lock;
            buildType = "dist";
            # The rest of the suite wants a terminal and loopback, which the sandbox may lack.
            cargoTestFlags = [ "--lib" ];
            nativeBuildInputs = [ pkgs.installShellFiles ];
            postInstall = ''
              bash packaging/extras $out/bin/jogan extras
              installManPage extras/man/man1/*.1
              installShellCompletion --bash --name jogan extras/completions/jogan.bash
              installShellCompletion --zsh --name _jogan extras/completions/jogan.zsh
              installShellCompletion --fish --name jogan.fish extras/completions/jogan.fish
            '';
            meta.mainProgram = "jogan";
          };
        });
    };
}
