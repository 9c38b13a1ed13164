//! The texts that timers want, each with the command line spelled so that no folder's name can
//! mean anything else.

use chrono::{NaiveTime, Timelike as _};

/// The systemd units.
pub(super) const TIMER: &str = "jogan-morning.timer";
pub(super) const SERVICE: &str = "jogan-morning.service";

/// What a timer calls, and when.
pub(super) struct Job {
    /// The program and its arguments, free of control characters.
    pub(super) words: Vec<String>,
    /// By the wall clock.
    pub(super) at: NaiveTime,
    /// Of which zone, by its name; that of the machine where it has none.
    pub(super) zone: Option<String>,
}

impl Job {
    /// A remark for systems whose timers know only the machine's own zone.
    fn remark(&self) -> String {
        let remark =
            |zone| format!("{} in {zone}, if that is this machine's zone", self.at.format("%H:%M"));
        self.zone.as_ref().map(remark).unwrap_or_default()
    }
}

/// A file of a timer.
pub(super) struct Timer {
    pub(super) name: &'static str,
    pub(super) text: String,
}

/// Two units. `Persistent` has a morning caught up at which the machine was off, and an exit code
/// of 3 only says that some sources did not answer.
pub(super) fn systemd(job: &Job) -> [Timer; 2] {
    let line: Vec<String> = job.words.iter().map(|word| systemd_word(word)).collect();
    let service = format!(
        "[Unit]\nDescription=jogan: the morning's digest\n\n\
         [Service]\nType=oneshot\nSuccessExitStatus=3\nNice=10\nExecStart={}\n",
        line.join(" ")
    );
    let timer = format!(
        "[Unit]\nDescription=jogan: every morning at {0}\n\n\
         [Timer]\nOnCalendar=*-*-* {0}:00{1}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n",
        job.at.format("%H:%M"),
        job.zone.as_ref().map(|zone| format!(" {zone}")).unwrap_or_default()
    );
    [Timer { name: SERVICE, text: service }, Timer { name: TIMER, text: timer }]
}

/// A word of a unit's command line (systemd.service(5), "Command lines").
fn systemd_word(word: &str) -> String {
    let word = word.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", word.replace('$', "$$").replace('%', "%%"))
}

/// An agent of launchd, which itself calls later when the machine slept.
pub(super) fn launchd(job: &Job) -> String {
    let words: Vec<String> = job
        .words
        .iter()
        .map(|word| {
            let word = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            format!("    <string>{word}</string>\n")
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!-- ~/Library/LaunchAgents/org.jogan.morning.plist\n     \
         launchctl bootstrap gui/$UID ~/Library/LaunchAgents/org.jogan.morning.plist\n     \
         {} -->\n\
         <plist version=\"1.0\">\n<dict>\n  \
         <key>Label</key>\n  <string>org.jogan.morning</string>\n  \
         <key>ProgramArguments</key>\n  <array>\n{}  </array>\n  \
         <key>StartCalendarInterval</key>\n  <dict>\n    \
         <key>Hour</key>\n    <integer>{}</integer>\n    \
         <key>Minute</key>\n    <integer>{}</integer>\n  </dict>\n</dict>\n</plist>\n",
        job.remark(),
        words.concat(),
        job.at.hour(),
        job.at.minute()
    )
}

/// Lines of a crontab. What cron missed, the start of the machine catches up.
pub(super) fn cron(job: &Job) -> String {
    let line: Vec<String> = job.words.iter().map(|word| cron_word(word)).collect();
    let line = line.join(" ");
    // Where cron knows no zones, this is a variable that nobody reads.
    let zone = job.zone.as_ref().map(|zone| format!("CRON_TZ={zone}\n")).unwrap_or_default();
    let (minute, hour) = (job.at.minute(), job.at.hour());
    format!("# crontab -e\n{zone}{minute} {hour} * * * {line}\n@reboot {line}\n")
}

/// A word for `sh`, in which cron takes no `%` for the end of the line.
fn cron_word(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''").replace('%', "\\%"))
}

/// Commands for `PowerShell`; `StartWhenAvailable` has a missed morning caught up.
pub(super) fn windows(job: &Job) -> String {
    let (program, rest) = job.words.split_first().map_or(("", &[][..]), |(one, rest)| (one, rest));
    let arguments: Vec<String> = rest.iter().map(|word| windows_word(word)).collect();
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    format!(
        "# PowerShell {}\n$action = New-ScheduledTaskAction -Execute {} -Argument {}\n\
         $trigger = New-ScheduledTaskTrigger -Daily -At {}\n\
         $settings = New-ScheduledTaskSettingsSet -StartWhenAvailable\n\
         Register-ScheduledTask -TaskName 'jogan morning' -Action $action -Trigger $trigger -Settings $settings\n",
        job.remark(),
        quoted(program),
        quoted(&arguments.join(" ")),
        job.at.format("%H:%M")
    )
}

/// A word of a command line of Windows: one that holds a space stands in quotes.
fn windows_word(word: &str) -> String {
    if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> Job {
        let words = ["/opt/jogan", "--data-dir", "/home/a b/100%/$x\"'\\<&"];
        Job {
            words: words.map(str::to_owned).to_vec(),
            at: NaiveTime::from_hms_opt(6, 30, 0).expect("a time"),
            zone: None,
        }
    }

    #[test]
    fn the_units_name_the_time_and_spell_every_word() {
        let [service, timer] = systemd(&job());
        assert!(
            timer.text.contains("OnCalendar=*-*-* 06:30:00\nPersistent=true"),
            "{}",
            timer.text
        );
        let line = r#"ExecStart="/opt/jogan" "--data-dir" "/home/a b/100%%/$$x\"'\\<&""#;
        assert!(service.text.contains(line), "{}", service.text);
    }

    #[test]
    fn a_zone_of_the_config_is_the_timer_s() {
        let job = Job { zone: Some("Asia/Seoul".into()), ..job() };
        let [_, timer] = systemd(&job);
        assert!(timer.text.contains("OnCalendar=*-*-* 06:30:00 Asia/Seoul\n"), "{}", timer.text);
        assert!(cron(&job).contains("CRON_TZ=Asia/Seoul\n30 6 "));
        assert!(launchd(&job).contains("Asia/Seoul") && windows(&job).contains("Asia/Seoul"));
    }

    #[test]
    fn the_other_systems_get_the_same_words_in_their_own_spelling() {
        let plist = launchd(&job());
        assert!(plist.contains("<string>/home/a b/100%/$x\"'\\&lt;&amp;</string>"), "{plist}");
        assert!(plist.contains("<integer>6</integer>") && plist.contains("<integer>30</integer>"));
        let crontab = cron(&job());
        assert!(
            crontab
                .contains(r#"30 6 * * * '/opt/jogan' '--data-dir' '/home/a b/100\%/$x"'\''\<&'"#),
            "{crontab}"
        );
        assert!(crontab.contains("@reboot '/opt/jogan'"));
        let script = windows(&job());
        assert!(
            script.contains("-Execute '/opt/jogan' -Argument '--data-dir \"/home/a b/"),
            "{script}"
        );
        assert!(script.contains("-StartWhenAvailable") && script.contains("-At 06:30"));
    }
}
