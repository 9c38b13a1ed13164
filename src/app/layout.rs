//! Where things stand on a screen of a size: plain arithmetic that `update` needs to know how far
//! a list shows, and `ui` to draw it there.

use crate::model::Pane;

/// Cells across and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Size {
    pub width: u16,
    pub height: u16,
}

/// A rectangle of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    /// Whether a cell is inside.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

/// The smallest screen on which the reader can be used.
pub const LEAST: Size = Size { width: 60, height: 15 };

/// Screens narrower than this show one pane at a time.
pub const COLUMNS_FROM: u16 = 100;

/// The widest comfortable line of running text, in cells.
pub const MEASURE: u16 = 76;

/// Cells before all that stands over the lists, as before their rows: selection, mark, blank.
pub const EDGE: u16 = 3;

/// Screens from which on what is for the reader alone has a column of its own.
pub const FOUR_FROM: u16 = 180;

/// Whether what the edition has for the reader alone is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mine {
    /// It has nothing to show.
    Absent,
    /// Where there is room for a fourth column.
    Beside,
    /// It has the keys: where there is no room, it stands in the place of the last column.
    Chosen,
}

/// The narrowest column beside an open text, in cells.
const LEAST_SIDE: u16 = 30;

/// How the screen is shared out, in thousandths; dragging a border changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shares {
    /// Where the second and the third column begin, of the width.
    pub columns: [u16; 2],
    /// The preview's height, of the screen's.
    pub preview: u16,
}

impl Default for Shares {
    /// The third column, whose lines are shortest, gets less than the others.
    fn default() -> Shares {
        Shares { columns: [340, 675], preview: 150 }
    }
}

/// What lies between two parts of the screen and can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// Before the second column, or before the third.
    Column(usize),
    /// Over the preview.
    Preview,
}

/// The narrowest column, in thousandths of the width.
const LEAST_COLUMN: u16 = 200;

impl Shares {
    /// The same with a border somewhere else, as far as leaves every part its least.
    #[must_use]
    pub fn moved(mut self, border: Border, x: u16, y: u16, size: Size) -> Shares {
        let part = |of: u16, whole: u16| {
            u16::try_from(u32::from(of) * 1000 / u32::from(whole.max(1))).unwrap_or(1000)
        };
        match border {
            Border::Column(0) => {
                let most = self.columns[1].saturating_sub(LEAST_COLUMN).max(LEAST_COLUMN);
                self.columns[0] = part(x, size.width).clamp(LEAST_COLUMN, most);
            }
            Border::Column(_) => {
                let (least, most) = (self.columns[0] + LEAST_COLUMN, 1000 - LEAST_COLUMN);
                self.columns[1] = part(x, size.width).clamp(least.min(most), most);
            }
            Border::Preview => {
                let below = size.height.saturating_sub(y + 2);
                self.preview = part(below, size.height).min(700);
            }
        }
        self
    }
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The first line.
    pub header: Area,
    /// The line that counts what there is, over the panes; without height where there is no room.
    pub summary: Area,
    /// The events that lead the edition; without height where there are fewer.
    pub leads: [Area; LEADS],
    /// The line with the titles of the panes or lists.
    pub titles: Area,
    /// The rows of each pane; `None` for those not shown.
    pub panes: [Option<Area>; 3],
    /// The rows of what is for the reader alone; `None` where that is not shown.
    pub mine: Option<Area>,
    /// Cells that the three panes share.
    pub shared: u16,
    /// The line that separates the lists from the preview and bears the preview's title.
    pub rule: Area,
    /// The preview's text.
    pub preview: Area,
    /// The last line.
    pub status: Area,
    /// All between the titles and the status line: an open text, a full page.
    pub body: Area,
    /// What a page drawn over everything may fill.
    pub page: Area,
}

impl Layout {
    /// The parts of a screen; `alone` is the pane that has all of the width, where one has, and
    /// `leads` how many events stand over the panes, where it is they that are shown. `None` where
    /// the screen is too small.
    pub fn of(
        size: Size,
        focus: Pane,
        alone: bool,
        shares: Shares,
        leads: Option<usize>,
        mine: Mine,
    ) -> Option<Layout> {
        let Size { width, height } = size;
        if width < LEAST.width || height < LEAST.height {
            return None;
        }
        let line = |y| Area { x: 0, y, width, height: 1 };
        let (summary, leads, top) = leads.map_or(
            (Area { height: 0, ..line(1) }, [Area { height: 0, ..line(1) }; LEADS], 1),
            |leads| head(size, leads),
        );
        let wanted = u32::from(height) * u32::from(shares.preview) / 1000;
        // The panes keep what they need to show two rows.
        let most = height.saturating_sub(top + 3 + LEAST_LISTS).max(3);
        let preview_height = u16::try_from(wanted).unwrap_or(most).clamp(3, most);
        let lists_height = height - top - 3 - preview_height;
        let lists = Area { x: 0, y: top + 1, width, height: lists_height };
        let has_four = width >= FOUR_FROM && mine != Mine::Absent;
        let shared = if has_four { width / 4 * 3 } else { width };
        let (panes, mine) = if alone || width < COLUMNS_FROM {
            let one = |pane| (pane == focus && mine != Mine::Chosen).then_some(lists);
            (Pane::ALL.map(one), (mine == Mine::Chosen).then_some(lists))
        } else if has_four {
            let own = Area { x: shared + 2, width: width - shared - 2, ..lists };
            let three = Area { width: shared, ..lists };
            (columns(three, shares.columns).map(Some), Some(own))
        } else {
            let [first, second, third] = columns(lists, shares.columns);
            if mine == Mine::Chosen {
                ([Some(first), Some(second), None], Some(third))
            } else {
                ([first, second, third].map(Some), None)
            }
        };
        Some(Layout {
            header: line(0),
            summary,
            leads,
            titles: line(top),
            panes,
            mine,
            shared,
            rule: line(top + 1 + lists_height),
            preview: Area {
                x: EDGE,
                y: top + 2 + lists_height,
                width: width - 2 * EDGE,
                height: preview_height,
            },
            status: line(height - 1),
            body: Area { x: 0, y: 2, width, height: height - 3 },
            page: Area { x: 0, y: 1, width, height: height - 2 },
        })
    }

    /// Whether what is for the reader alone stands beside all three panes.
    pub fn has_four(&self) -> bool {
        self.mine.is_some() && self.panes.iter().all(Option::is_some)
    }

    /// Where a note is typed: below what it is about.
    pub fn note(&self) -> Area {
        let height = (self.page.height * 2 / 5).clamp(4, 18);
        let width = (self.page.width - 2 * EDGE).min(MEASURE);
        Area { x: EDGE, y: self.status.y - height, width, height }
    }

    /// Where a text stands that may have something beside it, and what is beside it; `None` where
    /// there is no room for both. The text stands in the middle where the screen is wide enough,
    /// and does not move when it turns out that there is something.
    pub fn beside(&self) -> Option<(Area, Area)> {
        let margin = (self.body.width.checked_sub(MEASURE)?) / 2;
        let in_the_middle = margin.saturating_sub(6).min(46);
        let (x, side) = if in_the_middle >= LEAST_SIDE {
            (margin, in_the_middle)
        } else {
            let side = self.body.width.checked_sub(MEASURE + 10)?.min(46);
            ((self.body.width - MEASURE).saturating_sub(side + 4) / 2, side)
        };
        if side < LEAST_SIDE {
            return None;
        }
        let text = Area { x, width: MEASURE, ..self.body };
        Some((text, Area { x: x + MEASURE + 4, width: side, ..self.body }))
    }

    /// Where an idea is written, which has many parts: over all.
    pub fn idea(&self) -> Area {
        let width = self.note().width;
        Area {
            x: (self.body.width - width) / 2,
            width,
            y: self.page.y + 1,
            height: self.page.height - 1,
        }
    }

    /// Where a text of a comfortable measure stands in the body: in the middle.
    pub fn text(&self) -> Area {
        let width = (self.body.width - 2 * EDGE).min(MEASURE);
        Area { x: (self.body.width - width) / 2, width, ..self.body }
    }

    /// Where a page stands that takes all of the width.
    pub fn wide(&self) -> Area {
        Area { x: EDGE, width: self.body.width - 2 * EDGE, ..self.body }
    }

    /// Where the text of a page stands that tells of the program: at the edge of the lists' rows.
    pub fn told(&self) -> Area {
        Area { x: EDGE, width: self.text().width, ..self.body }
    }
}

/// The most events that lead an edition.
pub const LEADS: usize = 3;

/// Lines from which there is room for a summary and a sentence, and for parts with a line between
/// them.
const SENTENCE_FROM: u16 = 20;
const WIDE_FROM: u16 = 30;
const AIRY_FROM: u16 = 36;

/// What stands over the panes, of so many events, and the line of the panes' titles: on a small
/// screen a line an event, and a sentence under the first; on a larger one the first by itself, the
/// others side by side.
fn head(size: Size, leads: usize) -> (Area, [Area; LEADS], u16) {
    let Size { width, height } = size;
    let mut y = 1;
    let mut take = |lines: u16| {
        let area = Area { x: 0, y, width, height: lines };
        y += lines;
        area
    };
    let is_told = height >= SENTENCE_FROM;
    let summary = take(u16::from(is_told));
    if width < COLUMNS_FROM || height < WIDE_FROM {
        let lines = |at: usize| u16::from(at < leads) * (1 + u16::from(at == 0 && is_told));
        let areas = [0, 1, 2].map(|at| take(lines(at)));
        return (summary, areas, y);
    }
    let gap = u16::from(height >= AIRY_FROM && leads > 0);
    take(gap);
    let first = take(4 * u16::from(leads > 0));
    if leads < 2 {
        take(gap);
        return (summary, [first, Area { height: 0, ..first }, Area { height: 0, ..first }], y);
    }
    take(gap);
    let others = take(3 + gap);
    take(gap);
    let half = (width - 2) / 2;
    let second = Area { width: half, ..others };
    let third = Area { x: half + 2, width: width - half - 2, ..others };
    let third = if leads < LEADS { Area { height: 0, ..third } } else { third };
    (summary, [first, second, third], y)
}

/// Lines that the lists keep, however high the preview is.
const LEAST_LISTS: u16 = 8;

/// Three columns with two cells between them.
fn columns(area: Area, begin: [u16; 2]) -> [Area; 3] {
    let usable = u32::from(area.width - 4);
    let at = |share: u16| (usable * u32::from(share)).div_ceil(1000) as u16;
    let (second, third) = (at(begin[0]), at(begin[1]));
    let column = |x, width| Area { x, width, ..area };
    let last = (area.width - 4).saturating_sub(third);
    [column(0, second), column(second + 2, third - second), column(third + 4, last)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_screen_from_top_to_bottom_at_every_usable_size() {
        for width in LEAST.width..300 {
            for height in LEAST.height..120 {
                let size = Size { width, height };
                for leads in [None, Some(0), Some(1), Some(2), Some(3)] {
                    let layout = Layout::of(
                        size,
                        Pane::Companies,
                        false,
                        Shares::default(),
                        leads,
                        Mine::Beside,
                    )
                    .expect("large enough");
                    let lists = layout.panes[1].expect("the pane in focus is shown");
                    assert_eq!(lists.y, layout.titles.y + 1);
                    assert_eq!(lists.y + lists.height, layout.rule.y);
                    assert_eq!(layout.preview.y + layout.preview.height, layout.status.y);
                    assert!(lists.height >= 5, "{size:?}");
                    let told = layout.leads.iter().filter(|lead| lead.height > 0).count();
                    assert_eq!(told, leads.unwrap_or(0), "{size:?}");
                    for lead in layout.leads.iter().filter(|lead| lead.height > 0) {
                        assert!(lead.y + lead.height <= layout.titles.y, "{size:?}");
                        assert!(lead.x + lead.width <= width, "{size:?}");
                    }
                    if let [Some(a), Some(b), Some(c)] = layout.panes {
                        assert!(a.x + a.width < b.x && b.x + b.width < c.x);
                        assert!(c.x + c.width <= width);
                        let own = layout.mine;
                        assert_eq!(own.is_some(), width >= FOUR_FROM);
                        assert!(own.is_none_or(|d| c.x + c.width < d.x && d.x + d.width == width));
                    }
                }
            }
        }
    }

    #[test]
    fn wherever_a_border_is_dragged_every_part_keeps_its_least() {
        for width in [100, 137, 300] {
            let size = Size { width, height: 30 };
            for x in 0..width {
                for border in [Border::Column(0), Border::Column(1), Border::Preview] {
                    let shares = Shares::default().moved(border, x, x % 30, size);
                    let mine = Mine::Absent;
                    let layout = Layout::of(size, Pane::Research, false, shares, None, mine)
                        .expect("a layout");
                    let [Some(a), Some(b), Some(c)] = layout.panes else { panic!("three") };
                    assert!(a.width >= 15 && b.width >= 15 && c.width >= 15, "{shares:?}");
                    assert!(a.height >= LEAST_LISTS && layout.preview.height >= 3);
                }
            }
        }
    }

    #[test]
    fn what_is_for_the_reader_alone_takes_the_place_of_the_last_column_or_of_the_one_there_is() {
        let at = |width, alone| {
            let size = Size { width, height: 40 };
            Layout::of(size, Pane::Trends, alone, Shares::default(), None, Mine::Chosen)
                .expect("a layout")
        };
        let beside = at(120, false);
        assert!(beside.panes[2].is_none() && beside.mine.is_some_and(|own| own.x > 60));
        for layout in [at(80, false), at(200, true)] {
            assert_eq!((layout.panes, layout.mine.map(|own| own.x)), ([None; 3], Some(0)));
        }
    }

    #[test]
    fn a_screen_that_is_too_small_has_no_layout() {
        assert_eq!(
            Layout::of(
                Size { width: 59, height: 40 },
                Pane::Research,
                false,
                Shares::default(),
                None,
                Mine::Absent
            ),
            None
        );
        assert_eq!(
            Layout::of(
                Size { width: 1, height: 1 },
                Pane::Research,
                false,
                Shares::default(),
                None,
                Mine::Absent
            ),
            None
        );
    }
}
