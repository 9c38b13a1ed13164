//! Takes what the config file says now.

use super::Configured;
use crate::app::effect::{Effect, TerminalEffect};
use crate::app::notice::Notify;
use crate::app::setting::Setting;
use crate::app::state::State;
use crate::app::toggle::Toggle;
use crate::lang::say;

impl State {
    /// The toggles with the value that each has not, which is what there is to be asked for.
    pub(in crate::app) fn toggles(&self) -> [(Toggle, bool); 4] {
        Toggle::ALL.map(|toggle| {
            let on = match toggle {
                Toggle::Mouse => self.mouse_set,
                Toggle::ShowNew => self.at_once,
                Toggle::NotifyWatch => self.notify != Notify::Off,
                Toggle::NotifyEdition => self.notify_edition != Notify::Off,
            };
            (toggle, !on)
        })
    }

    /// Takes what the config file says after a setting was changed here.
    pub(in crate::app) fn setting_kept(&mut self, setting: &str, read: Configured) -> Vec<Effect> {
        let effects = self.take_configured(read);
        self.toasts.done(say(self.lang, "app.setting_kept", &[&setting]));
        effects
    }

    /// Takes that a setting could not be written: there is nothing to take back then.
    pub(in crate::app) fn setting_not_kept(
        &mut self,
        setting: &Setting,
        why: String,
    ) -> Vec<Effect> {
        self.history.forget_setting(setting);
        self.fail(why)
    }

    /// Takes what the config file says now, which something else changed.
    pub(in crate::app) fn configure(&mut self, read: Configured) -> Vec<Effect> {
        let before = self.configured();
        // The program's own change of the file is known.
        if before == read {
            return Vec::new();
        }
        let effects = self.take_configured(read);
        self.toasts.done(say(self.lang, "app.configured", &[]));
        effects
    }

    fn configured(&self) -> Configured {
        Configured {
            keymap: self.keymap.clone(),
            filters: self.filters.clone(),
            programs: self.programs.clone(),
            mouse: self.mouse_set,
            theme: self.theme.clone(),
            at_once: self.at_once,
            notify: self.notify.clone(),
            notify_edition: self.notify_edition.clone(),
            templates: self.templates.clone(),
            muted: self.muted.clone(),
        }
    }

    /// What is as it was is left alone.
    fn take_configured(&mut self, read: Configured) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.mouse_set != read.mouse {
            self.mouse = read.mouse;
            effects.push(Effect::Terminal(TerminalEffect::Mouse(read.mouse)));
        }
        if self.theme_shown != read.theme {
            effects.push(Effect::Terminal(TerminalEffect::Theme(read.theme.clone())));
        }
        let Configured { keymap, filters, programs, mouse, theme, at_once, .. } = read;
        (self.keymap, self.filters, self.programs) = (keymap, filters, programs);
        (self.mouse_set, self.at_once) = (mouse, at_once);
        (self.theme_shown, self.theme) = (theme.clone(), theme);
        (self.notify, self.notify_edition) = (read.notify, read.notify_edition);
        (self.templates, self.muted) = (read.templates, read.muted);
        // Keys of a sequence may mean something else by now.
        self.typed.clear();
        self.lay_out();
        effects
    }
}
