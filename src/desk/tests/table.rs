//! Tables of the fixtures in `tests/desk`, and how well what was found meets what was wanted.

/// The rows of a table of tab-separated cells, without comments and its heading. A row of another
/// width than the heading's is a mistake of the table.
pub fn rows(text: &'static str) -> Vec<Vec<&'static str>> {
    let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let width = lines.next().map_or(0, |heading| heading.split('\t').count());
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), width, "{line}");
            cells
        })
        .collect()
}

/// How often what was found was wanted, and what was wanted was found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hits {
    pub both: u32,
    pub found: u32,
    pub wanted: u32,
}

impl Hits {
    /// Counts two sets, and tells whether they are the same.
    pub fn count<T: PartialEq>(&mut self, found: &[T], wanted: &[T]) -> bool {
        let both = found.iter().filter(|one| wanted.contains(one)).count();
        self.both += both as u32;
        self.found += found.len() as u32;
        self.wanted += wanted.len() as u32;
        both == found.len() && both == wanted.len()
    }

    pub fn precision(self) -> f64 {
        f64::from(self.both) / f64::from(self.found.max(1))
    }

    pub fn recall(self) -> f64 {
        f64::from(self.both) / f64::from(self.wanted.max(1))
    }

    /// Prints both, and holds them against their floors.
    pub fn hold(self, name: &str, precision: f64, recall: f64) {
        println!(
            "{name:>10}: precision {:.2} (at least {precision:.2}), recall {:.2} (at least {recall:.2}), {} wanted",
            self.precision(),
            self.recall(),
            self.wanted,
        );
        assert!(self.precision() >= precision, "{name}: precision {:.3}", self.precision());
        assert!(self.recall() >= recall, "{name}: recall {:.3}", self.recall());
    }
}
