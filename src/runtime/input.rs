//! What the terminal reports, as events of the middle.

use crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use crate::app::event::{Event, Mouse, MouseAction};
use crate::app::key::{Code, Key};
use crate::app::layout::Size;

/// What was reported, if it means anything to the middle.
pub(super) fn event(input: Input) -> Option<Event> {
    match input {
        Input::Key(key) => self::key(key).map(Event::Key),
        Input::Mouse(mouse) => self::mouse(mouse).map(Event::Mouse),
        Input::Paste(text) => Some(Event::Pasted(text)),
        Input::Resize(width, height) => Some(Event::Resized(Size { width, height })),
        Input::FocusGained => Some(Event::Focused),
        Input::FocusLost => None,
    }
}

fn key(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let code = match key.code {
        // Some terminals report a capital, others the letter and Shift.
        KeyCode::Char(c) if shift => Code::Char(c.to_uppercase().next().unwrap_or(c)),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        KeyCode::Insert
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    Some(Key {
        code,
        ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
        alt: key.modifiers.contains(KeyModifiers::ALT),
    })
}

fn mouse(mouse: MouseEvent) -> Option<Mouse> {
    let action = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAction::Click,
        MouseEventKind::Down(MouseButton::Middle) => MouseAction::MiddleClick,
        MouseEventKind::Down(MouseButton::Right) => MouseAction::RightClick,
        MouseEventKind::ScrollUp => MouseAction::WheelUp,
        MouseEventKind::ScrollDown => MouseAction::WheelDown,
        MouseEventKind::Drag(MouseButton::Left) => MouseAction::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseAction::Release,
        MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Mouse { x: mouse.column, y: mouse.row, action })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shifted_letter_is_a_capital_however_the_terminal_reports_it() {
        let pressed = |c, modifiers| key(KeyEvent::new(KeyCode::Char(c), modifiers));
        assert_eq!(pressed('g', KeyModifiers::SHIFT), Some(Key::char('G')));
        assert_eq!(pressed('G', KeyModifiers::SHIFT), Some(Key::char('G')));
        assert_eq!(pressed('d', KeyModifiers::CONTROL), Some(Key::ctrl('d')));
    }
}
