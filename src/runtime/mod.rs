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
mod errands;
mod handout;
mod input;
pub mod log;
mod picture;
mod programs;
mod scribe;
mod servants;
mod table;
mod terminal;
mod themes;
mod watching;
mod writing;

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::path::{Path, PathBuf};
use std::task::Poll;
use std::time::Duration;

use anyhow::Context as _;
use crossterm::event::EventStream;
use futures_util::StreamExt as _;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;
use tokio::time::{Instant, Interval, interval_at};

use crate::app::command::Command;
use crate::app::effect::{Ask, Effect, Ending, TerminalEffect};
use crate::app::event::Event;
use crate::app::keymap::Keymap;
use crate::app::layout::Size;
use crate::app::notice::Notify;
use crate::app::reading::Passages;
use crate::app::state::{Setting, State};
use crate::app::template::Templates;
use crate::app::update::update;
use crate::config::EditionSettings;
use crate::desk::Settings;
use crate::editor;
use crate::lang::Lang;
use crate::library::edition::Sealing;
use crate::model::change::Change;
use crate::model::{Account, Closing, ItemId, Moment, Muted, Zone};
use crate::store::StoreError;
use crate::ui::theme::Theme;
pub use answers::Archive;
pub use changes::keep;
use clipboard::Clipboard;
pub use config_file::configured;
pub use drafts::is_kept;
pub use scribe::WriterOptions;
use servants::{Job, Servants, Wishes};
use terminal::Terminal;
pub use themes::Themes;

/// What the reader is started with.
#[derive(Debug)]
pub struct Options {
    /// Folder of the store, which exists.
    pub data_dir: PathBuf,
    /// The config file, in which watches, mutes and named filters are kept.
    pub config_path: PathBuf,
    /// Language of the interface.
    pub lang: Lang,
    /// Time zone of days.
    pub zone: Zone,
    /// Keys.
    pub keymap: Keymap,
    /// Filters that were given a name.
    pub filters: BTreeMap<String, String>,
    /// Commands that items are given to, by their names: each a program and its arguments.
    pub programs: BTreeMap<String, Vec<String>>,
    /// The program that takes what is copied, beside the terminal.
    pub clipboard: Clipboard,
    /// Whether what comes in is shown at once instead of being announced.
    pub at_once: bool,
    /// How the reader is told of what is watched for.
    pub notify: Notify,
    /// How the reader is told that the morning's edition is there.
    pub notify_edition: Notify,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// The theme that is set, by its name.
    pub theme: String,
    /// The themes there are; the user's own are read again when they change.
    pub themes: Themes,
    /// The desk's settings, for what the refresh brings.
    pub desk: Settings,
    /// The clock, if it stands still.
    pub now: Option<Moment>,
    /// Whether the network is never touched.
    pub offline: bool,
    /// Whether the store is the sample edition.
    pub sample: bool,
    /// Whether the sources are asked as soon as the first frame stands.
    pub refresh_on_start: bool,
    /// Minutes until the sources are asked again; none where they are asked by hand alone.
    pub refresh_every: Option<Duration>,
    /// When editions close.
    pub closing: Closing,
    /// What is done when the morning's edition is there.
    pub then: EditionSettings,
    /// Where digests are written.
    pub digest_dir: PathBuf,
    /// Reading time of a digest, in minutes.
    pub digest_minutes: f64,
    /// What new notes and ideas begin with.
    pub templates: Templates,
    /// What is not shown.
    pub muted: Vec<Muted>,
    /// Days that items are kept of which nothing was made; 0 for ever.
    pub keep_days: u32,
    /// The folder where notes and ideas are kept as files too, if there is one.
    pub vault: Option<PathBuf>,
    /// Reader servers that are followed.
    pub accounts: Vec<Account>,
    /// The user's own writer, if one is set up.
    pub writer: Option<WriterOptions>,
}

/// The clock: the system's, or one that stands still.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock(Option<Moment>);

impl Clock {
    pub(crate) fn now(self) -> Moment {
        self.0.unwrap_or_else(chrono::Utc::now)
    }
}

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
        .context("cannot start the background threads")?;
    let ending = runtime.block_on(read(options));
    // A request that is under way is not worth waiting for: what was taken in is kept already.
    runtime.shutdown_timeout(Duration::from_millis(200));
    ending
}

#[expect(clippy::too_many_lines, reason = "an effect or an event an arm, and nothing else")]
async fn read(options: Options) -> anyhow::Result<Ending> {
    let clock = Clock(options.now);
    let archive = Archive::open(&options).context("cannot open the store")?;
    // Heard from before the terminal is taken over: there is no moment at which it could be lost.
    let mut endings = Endings::hear()?;
    let mut go_on = signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?;
    let mut terminal = Terminal::enter(options.mouse).context("cannot use this terminal")?;
    // As early as may be: it panics where there is no terminal any more.
    let mut keys = EventStream::new();
    let pictures = picture::Way::find(|name| std::env::var_os(name));
    let setting = setting(&options, &archive, terminal.size()?).context("cannot read the store")?;
    let (mut state, effects) =
        State::new(Setting { shows_pictures: pictures.is_some(), ..setting });
    // The first frame comes from the store alone, before anything else is started.
    answer_all(&archive, &mut state, effects);
    let mut refresh_every = refreshing(&options);
    let wishes = wishes(&options);
    let (themes, mut shown) = (options.themes.clone(), options.theme.clone());
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
                Effect::Keep(change) => {
                    servants.carry_out(Job::Keep(change));
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
            _ = go_on.recv() => {
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
            if terminal::is_gone() { Poll::Ready(None) } else { keys.poll_next_unpin(context) }
        },
    )
    .await
}

/// The signals that end the reader, whoever sends them. (The keys for two of them come as keys.)
struct Endings([Signal; 4]);

impl Endings {
    fn hear() -> std::io::Result<Endings> {
        let [terminate, hang_up, interrupt, quit] = [
            SignalKind::terminate(),
            SignalKind::hangup(),
            SignalKind::interrupt(),
            SignalKind::quit(),
        ]
        .map(signal);
        Ok(Endings([terminate?, hang_up?, interrupt?, quit?]))
    }

    /// Waits for one of them.
    async fn come(&mut self) {
        let Endings([terminate, hang_up, interrupt, quit]) = self;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
            _ = interrupt.recv() => {}
            _ = quit.recv() => {}
        }
    }
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
        keymap: options.keymap.clone(),
        sample: options.sample,
        offline: options.offline,
        filters: options.filters.clone(),
        programs: options.programs.clone(),
        mouse: options.mouse,
        theme: options.theme.clone(),
        themes: options.themes.names(),
        latest: (latest > ItemId(0)).then_some(latest),
        now: archive.clock.now(),
        size,
        drafts: drafts::left(store, &options.data_dir, options.lang),
        templates: options.templates.clone(),
        muted: options.muted.clone(),
        passages: store.remembered(Passages::NAME)?.unwrap_or_default(),
        at_once: options.at_once,
        notify: options.notify.clone(),
        notify_edition: options.notify_edition.clone(),
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
        Err(error) => Some(Event::Failed(error.to_string())),
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

/// Tells what came of the last changes, which no screen shows any more.
///
/// # Errors
/// Where one of them was not kept.
fn tell_unsaid(events: &mut mpsc::UnboundedReceiver<Event>) -> anyhow::Result<()> {
    let unsaid = std::iter::from_fn(|| events.try_recv().ok());
    match unsaid.filter_map(not_kept).reduce(|one, more| one + "; " + &more) {
        Some(why) => Err(anyhow::anyhow!(why)),
        None => Ok(()),
    }
}

/// Why something was not kept that the user closed the reader on.
fn not_kept(event: Event) -> Option<String> {
    match event {
        Event::NotKept(_, why) => Some(why),
        Event::Stale(change, _) => {
            let name = match change {
                Change::Note { about, .. } => about.to_string(),
                Change::Idea { was, to } => to.or(was)?.id.to_string(),
                Change::Mark { .. }
                | Change::Listed(_)
                | Change::Swap(..)
                | Change::Enable { .. }
                | Change::Move { .. }
                | Change::Rule { .. }
                | Change::Lens { .. } => return None,
            };
            Some(format!(
                "{name} was changed elsewhere meanwhile and stays so; \
                 what you typed is offered when the reader is opened again"
            ))
        }
        Event::Now(_)
        | Event::Key(_)
        | Event::Pasted(_)
        | Event::Mouse(_)
        | Event::Focused
        | Event::Resized(_)
        | Event::Asked(_)
        | Event::Answered(..)
        | Event::Kept(_)
        | Event::Numbered { .. }
        | Event::ChangedElsewhere
        | Event::Edited { .. }
        | Event::Progress(_)
        | Event::Fetched(_)
        | Event::Writer(_)
        | Event::Saved(..)
        | Event::Written(_)
        | Event::NotWritten(..)
        | Event::VaultFollowed { .. }
        | Event::Sealed { .. }
        | Event::Judged
        | Event::Pictured(_)
        | Event::Followed { .. }
        | Event::Configured(_)
        | Event::SettingKept(..)
        | Event::Offered(_)
        | Event::Profiles(_)
        | Event::NotFetched(_)
        | Event::Failed(_) => None,
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
            Effect::Keep(_) | Effect::Terminal(_) | Effect::Work(_) | Effect::End(_) => None,
        })
        .collect()
}

impl From<ratatui::layout::Size> for Size {
    fn from(size: ratatui::layout::Size) -> Size {
        Size { width: size.width, height: size.height }
    }
}
