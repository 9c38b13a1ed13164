//! A question over what stands on the screen.

use super::YesNo;
use crate::app::command::{Command, Place};
use crate::app::layer::{Act, Layer, Next};

impl Layer for YesNo {
    fn place(&self) -> Place {
        Place::Question
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn hints(&self) -> &'static [Command] {
        &[Command::Yes, Command::No, Command::Back]
    }

    fn back(&mut self) -> Next {
        if *self == YesNo::KeepNote { Next::CloseAnd(vec![Act::SetAside]) } else { Next::Close }
    }
}
