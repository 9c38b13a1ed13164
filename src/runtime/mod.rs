//! The reader at work: waits for something to happen, lets the middle say what follows, has it
//! carried out, draws once.
//!
//! All files here share the channel of events: each servant (the reading thread, the
//! storekeeper, the refresh, the browser) does one kind of effect and reports as an
//! `Event`. None may decide anything: what follows from an event is the middle's to say. How a
//! question is answered and a change kept ([`Archive`], [`keep`]) knows no thread: the stories of the
//! reader go in by these two doors. Nothing runs on a timer, so an idle reader wakes for nothing. The
//! smallest example is `programs.rs`.

mod answers;
mod browser;
mod changes;
pub mod clipboard;
mod config_file;
mod drafts;
mod endings;
mod errands;
pub mod failed;
mod handout;
mod input;
pub mod log;
mod options;
mod picture;
mod programs;
mod scribe;
mod servants;
mod table;
mod terminal;
mod themes;
mod watching;
mod writing;

use std::future::poll_fn;
use std::path::Path;
use std::task::Poll;
use std::time::Duration;

use crossterm::event::EventStream;
use futures_util::StreamExt as _;
use tokio::sync::mpsc;
use tokio::time::{Instant, Interval, interval_at};

use self::failed::OrSay as _;
use crate::app::command::Command;
use crate::app::effect::{Ask, Effect, Ending, TerminalEffect};
use crate::app::event::Event;
use crate::app::layout::Size;
use crate::app::reading::Passages;
use crate::app::state::{Setting, State};
use crate::app::update::update;
use crate::editor;
use crate::library::edition::Sealing;
use crate::model::{ItemId, Phrase};
use crate::store::StoreError;
use crate::system::{self, Calls, Endings};
use crate::ui::theme::Theme;
pub use answers::Archive;
pub use changes::keep;
pub use config_file::configured;
pub use drafts::is_kept;
use endings::tell_unsaid;
pub(crate) use options::Clock;
pub use options::Options;
pub use scribe::WriterOptions;
use servants::{Job, Servants, Wishes};
use terminal::Terminal;
pub use themes::Themes;

/// Threads for what blocks: reading what a server sent, looking a name up. Each that ever ran keeps
/// memory of its own, so there are few.
const BLOCKING: usize = 4;

/// Opens the reader and returns when the user is done with it.
///
/// # Errors
/// Where the store cannot be read, or the terminal not be used. The terminal is as it was before
/// when this returns, however it does.
pub fn run(options: Options) -> anyhow::Result<Ending> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .max_blocking_threads(BLOCKING)
        .enable_all()
        .build()
        .or_say("failed.program.thread", &[])?;
    let ending = runtime.block_on(read(options));
    // A request that is under way is not worth waiting for: what was taken in is kept already.
    runtime.shutdown_timeout(Duration::from_millis(200));
    ending
}

#[expect(clippy::too_many_lines, reason = "an effect or an event an arm, and nothing else")]
async fn read(options: Options) -> anyhow::Result<Ending> {
    let clock = Clock(options.now);
    let archive = Archive::open(&options)?;
    // Heard from before the terminal is taken over: there is no moment at which it could be lost.
    let mut endings = Endings::hear()?;
    let mut go_on = Calls::hear()?;
    let mut terminal =
        Terminal::enter(options.settings.mouse).or_say("failed.program.terminal", &[])?;
    // As early as may be: it panics where there is no terminal any more.
    let mut keys = EventStream::new();
    let pictures = picture::Way::find(|name| std::env::var_os(name));
    let setting = setting(&options, &archive, terminal.size()?)?;
    let (mut state, effects) =
        State::new(Setting { shows_pictures: pictures.is_some(), ..setting });
    // The first frame comes from the store alone, before anything else is started.
    answer_all(&archive, &mut state, effects);
    let mut refresh_every = refreshing(&options);
    let wishes = wishes(&options);
    let (themes, mut shown) = (options.themes.clone(), options.settings.theme.clone());
    let mut theme = themes.named(&shown)?;
    // Where this fails, the loop draws again, and ends.
    let _ = terminal.draw(&state, &theme);

    let (tell, mut events) = mpsc::unbounded_channel();
    let refresh_on_start = options.refresh_on_start && !options.offline && !options.sample;
    let listens = watch_terminal(tell.clone())?;
    let mut servants = Servants::start(&options.data_dir, options.desk, wishes, archive, tell)?;
    let mut effects = state.settle_in();
    if refresh_on_start {
        effects.extend(update(&mut state, Event::Asked(Command::Refresh)));
    }
    let (tell_theme, mut theme_changes) = mpsc::unbounded_channel();
    // The theme is shown as it is, watched or not.
    let _watcher = themes.watch(tell_theme.clone());
    let (tell_config, mut config_changes) = mpsc::unbounded_channel();
    let _config_watcher = config_file::watch(&options.config_path, tell_config.clone());
    let (tell_store, mut store_changes) = mpsc::unbounded_channel();
    // Without it, another program's changes are told when the window is looked at again.
    let _store_watcher = watching::store(&options.data_dir, tell_store.clone());
    loop {
        for effect in effects.drain(..) {
            let asked = match effect {
                Effect::End(ending) => {
                    drop(listens);
                    drop(terminal);
                    servants.finish().await?;
                    return tell_unsaid(&mut events).map(|()| ending);
                }
                Effect::Terminal(asked) => asked,
                Effect::Ask(ask) => {
                    servants.answer(ask);
                    continue;
                }
                Effect::Keep(change, way) => {
                    servants.carry_out(Job::Keep(change, way));
                    continue;
                }
                Effect::Work(work) => {
                    servants.carry_out(Job::Work(work));
                    continue;
                }
            };
            match asked {
                TerminalEffect::Copy(text) => {
                    terminal.copy(&text)?;
                    servants.copy(text);
                }
                TerminalEffect::Notify(text) => terminal.notify(&text)?,
                TerminalEffect::Picture(picture) => {
                    let shown = (pictures, &*picture, state.lang);
                    let event =
                        picture::show(&mut terminal, &mut keys, &mut endings, shown).await?;
                    servants.report_all(event);
                }
                TerminalEffect::Redraw => terminal.clear()?,
                TerminalEffect::Suspend if !system::STOPS => {
                    servants.report(Event::Failed(Phrase::bare("app.no_stop")));
                }
                TerminalEffect::Suspend => {
                    terminal.suspend(&mut go_on).await?;
                    servants.report(Event::Resized(terminal.size()?));
                }
                TerminalEffect::Mouse(heard) => terminal.hear_mouse(heard)?,
                TerminalEffect::Theme(name) => {
                    let wrong = read_anew(&mut theme, &themes, &name);
                    shown = name;
                    servants.report_all(wrong);
                }
                TerminalEffect::Edit { name, text } => {
                    // Whoever waits for keys would take some of the editor's.
                    drop(keys);
                    servants.report(edited(&mut terminal, &options.data_dir, name, &text)?);
                    keys = EventStream::new();
                }
            }
        }
        let drawn = terminal.draw(&state, &theme);
        let event = tokio::select! {
            // There is no terminal any more.
            () = std::future::ready(()), if drawn.is_err() => Some(Event::Asked(Command::Quit)),
            input = next_input(&mut keys) => match input {
                Some(input) => {
                    servants.look_for_others();
                    input::event(input?)
                }
                // The terminal is gone.
                None => Some(Event::Asked(Command::Quit)),
            },
            event = events.recv() => event,
            () = endings.come() => Some(Event::Asked(Command::Quit)),
            () = go_on.come() => {
                terminal.resume()?;
                Some(Event::Resized(terminal.size()?))
            }
            opened = servants.opened() => {
                opened?;
                None
            }
            // The sender above lives as long as the loop, so there is always another change to wait for.
            Some(()) = theme_changes.recv() => {
                read_anew(&mut theme, &themes, &shown)
            }
            Some(()) = config_changes.recv() => match config_file::read(&options.config_path) {
                Ok((taken, desk)) => {
                    servants.follow_desk(desk);
                    Some(Event::Configured(Box::new(taken)))
                }
                Err(wrong) => Some(Event::Failed(wrong)),
            },
            Some(()) = store_changes.recv() => {
                servants.look_for_others();
                continue;
            }
            () = due(&mut refresh_every) => Some(Event::Asked(Command::Refresh)),
        };
        effects = taken(&mut state, clock, event, &mut events);
    }
}

/// What follows from an event, and from all that came meanwhile.
fn taken(
    state: &mut State,
    clock: Clock,
    event: Option<Event>,
    events: &mut mpsc::UnboundedReceiver<Event>,
) -> Vec<Effect> {
    let mut effects = update(state, Event::Now(clock.now()));
    let mut next = event;
    while let Some(event) = next {
        effects.extend(update(state, event));
        next = events.try_recv().ok();
    }
    effects
}

/// Has the loop told once the terminal is gone; it drops what this returns when it has heard.
fn watch_terminal(
    tell: mpsc::UnboundedSender<Event>,
) -> std::io::Result<std::sync::mpsc::Sender<()>> {
    let (listens, listening) = std::sync::mpsc::channel();
    let quit = move || {
        // Nobody listens once the reader is closed.
        let _ = tell.send(Event::Asked(Command::Quit));
    };
    // Nobody waits for it: it ends with the terminal or with the program.
    terminal::watch_for_its_end(quit, listening)?;
    Ok(listens)
}

/// The next input; none once the terminal is gone. That is looked for each time before crossterm
/// reads: of an end of file it would read for ever, on the thread that should end.
async fn next_input(keys: &mut EventStream) -> Option<std::io::Result<crossterm::event::Event>> {
    poll_fn(
        |context| {
            if system::is_hung_up() { Poll::Ready(None) } else { keys.poll_next_unpin(context) }
        },
    )
    .await
}

/// When the sources are asked again; none where they are not asked by the clock.
fn refreshing(options: &Options) -> Option<Interval> {
    let pause = options.refresh_every.filter(|_| !options.offline && !options.sample)?;
    Some(interval_at(Instant::now() + pause, pause))
}

/// Leaves the terminal to the user's own editor, and tells what came of the text.
fn edited(
    terminal: &mut Terminal,
    data_dir: &Path,
    name: String,
    text: &str,
) -> std::io::Result<Event> {
    terminal.leave();
    let text = edit_outside(data_dir, &name, text);
    terminal.resume()?;
    Ok(Event::Edited { name, text })
}

/// Has the user's own editor work on a text, and on what an editor left of it before.
fn edit_outside(data_dir: &Path, name: &str, text: &str) -> Result<String, String> {
    use crate::drafts::{editing, joined, keep, make_folder, of, path, settle};
    let command = editor::command(|name| std::env::var_os(name)).map_err(|e| e.to_string())?;
    // What is in the reader's own draft is the text.
    let mut left = of(data_dir, name);
    left.retain(|left| left.path != path(data_dir, name));
    let file = editing(data_dir, name);
    make_folder(data_dir).map_err(|e| format!("{}: {e}", file.display()))?;
    let edited = editor::edit(&command, &file, &joined(&left, text)).map_err(|e| e.to_string())?;
    // It lies in a draft before it goes from where the editor wrote it.
    keep(data_dir, name, &edited).map_err(|e| e.to_string())?;
    settle(&left);
    // It was read: a file that cannot be removed is offered once more.
    let _ = std::fs::remove_file(file);
    Ok(edited)
}

/// What the servants are told when they begin.
fn wishes(options: &Options) -> Wishes {
    let (clipboard, config_path) = (options.clipboard.clone(), options.config_path.clone());
    let (closing, minutes, lang) = (options.closing, options.digest_minutes, options.lang);
    Wishes {
        clipboard,
        config_path,
        keep_days: options.keep_days,
        vault: options.vault.clone(),
        sealing: Sealing { closing, minutes, lang },
        then: options.then.clone(),
        accounts: options.accounts.clone().into(),
    }
}

/// What the middle is told when it begins; whether the terminal shows pictures is not looked at.
///
/// # Errors
/// Where the store cannot be read.
pub fn setting(options: &Options, archive: &Archive, size: Size) -> Result<Setting, StoreError> {
    let store = &archive.store;
    let latest = store.last_id()?;
    Ok(Setting {
        lang: options.lang,
        zone: options.zone,
        closing: options.closing,
        settings: options.settings.clone(),
        sample: options.sample,
        offline: options.offline,
        themes: options.themes.names(),
        latest: (latest > ItemId(0)).then_some(latest),
        now: archive.clock.now(),
        size,
        drafts: drafts::left(store, &options.data_dir, options.lang),
        passages: store.remembered(Passages::NAME)?.unwrap_or_default(),
        shows_pictures: false,
        writer: options.writer.as_ref().map(WriterOptions::offered),
    })
}

/// Takes a theme as it stands now; where there is a mistake in it, the old one stays.
fn read_anew(theme: &mut Theme, themes: &Themes, name: &str) -> Option<Event> {
    match themes.named(name) {
        Ok(read) => {
            *theme = read;
            None
        }
        Err(error) => Some(Event::Failed(error.phrase())),
    }
}

/// Answers all that is asked, and what is asked because of that.
fn answer_all(archive: &Archive, state: &mut State, effects: Vec<Effect>) {
    let mut questions = asked(effects);
    while let Some(ask) = questions.pop() {
        let event = archive.answer(ask);
        questions.extend(asked(update(state, event)));
    }
}

/// When the next refresh is due; never, where none is to come by itself.
async fn due(refresh_every: &mut Option<Interval>) {
    match refresh_every {
        Some(interval) => {
            interval.tick().await;
        }
        None => std::future::pending().await,
    }
}

/// The questions among effects; before the servants are there, nothing else can be asked for.
fn asked(effects: Vec<Effect>) -> Vec<Ask> {
    effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Ask(ask) => Some(ask),
            Effect::Keep(..) | Effect::Terminal(_) | Effect::Work(_) | Effect::End(_) => None,
        })
        .collect()
}

impl From<ratatui::layout::Size> for Size {
    fn from(size: ratatui::layout::Size) -> Size {
        Size { width: size.width, height: size.height }
    }
}
