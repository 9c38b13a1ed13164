//! Takes what the config file says now.

use super::Settings;
use crate::app::effect::{Effect, TerminalEffect};
use crate::app::notice::Notify;
use crate::app::setting::Setting;
use crate::app::state::State;
use crate::app::toggle::Toggle;
use crate::lang::say;
use crate::model::Phrase;

impl State {
    /// The toggles with the value that each has not, which is what there is to be asked for.
    pub(in crate::app) fn toggles(&self) -> [(Toggle, bool); 4] {
        Toggle::ALL.map(|toggle| {
            let on = match toggle {
                Toggle::Mouse => self.settings.mouse,
                Toggle::ShowNew => self.settings.at_once,
                Toggle::NotifyWatch => self.settings.notify != Notify::Off,
                Toggle::NotifyEdition => self.settings.notify_edition != Notify::Off,
            };
            (toggle, !on)
        })
    }

    /// Takes what the config file says after a setting was changed here.
    pub(in crate::app) fn setting_kept(&mut self, setting: &str, read: Settings) -> Vec<Effect> {
        let effects = self.take_configured(read);
        self.toasts.done(say(self.lang, "app.setting_kept", &[&setting]));
        effects
    }

    /// Takes that a setting could not be written: there is nothing to take back then.
    pub(in crate::app) fn setting_not_kept(
        &mut self,
        setting: &Setting,
        why: &Phrase,
    ) -> Vec<Effect> {
        self.history.forget_setting(setting);
        self.fail(why.say(self.lang))
    }

    /// Takes what the config file says now, which something else changed.
    pub(in crate::app) fn configure(&mut self, read: Settings) -> Vec<Effect> {
        // The program's own change of the file is known.
        if self.settings == read {
            return Vec::new();
        }
        let effects = self.take_configured(read);
        self.toasts.done(say(self.lang, "app.configured", &[]));
        effects
    }

    /// What is as it was is left alone.
    fn take_configured(&mut self, read: Settings) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.settings.mouse != read.mouse {
            self.mouse = read.mouse;
            effects.push(Effect::Terminal(TerminalEffect::Mouse(read.mouse)));
        }
        if self.theme_shown != read.theme {
            self.theme_shown.clone_from(&read.theme);
            effects.push(Effect::Terminal(TerminalEffect::Theme(read.theme.clone())));
        }
        self.settings = read;
        // Keys of a sequence may mean something else by now.
        self.typed.clear();
        self.lay_out();
        effects
    }
}
