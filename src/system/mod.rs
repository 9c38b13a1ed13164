//! What systems do each in their own way: whose a file is, which file a path leads to, what is read at
//! a place of it, whether a process lives, what ends the program or stops it, whether the terminal is
//! there. Every function stands in `unix.rs` and in `windows.rs` under the same name; the rest of the
//! house names neither system.
//!
//! Nothing here knows what the files hold or who asks.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;

/// Which file a path leads to. (What is renamed keeps it; what is put in its place has another.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileId {
    /// The device or volume that it lies on.
    pub device: u64,
    /// Its number there.
    pub number: u64,
}

/// Who may do what with a file that is written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// As any other file of the user's.
    Usual,
    /// Its owner alone.
    Owner,
}

#[cfg(test)]
mod tests {
    use std::fs::{File, OpenOptions};
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_is_the_same_under_another_name_and_another_one_in_its_place_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("one"), "1").expect("written");
        std::fs::write(at("two"), "2").expect("written");
        let one = FileId::of(&at("one")).expect("a file");
        assert_eq!(FileId::of_file(&File::open(at("one")).expect("opened")), Some(one));
        std::fs::rename(at("one"), at("moved")).expect("moved");
        assert_eq!(FileId::of(&at("one")), None);
        assert_eq!(FileId::of(&at("moved")), Some(one));
        std::fs::rename(at("two"), at("moved")).expect("replaced");
        assert_ne!(FileId::of(&at("moved")), Some(one));
    }

    #[test]
    fn what_stands_at_a_place_is_read_and_written_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        std::fs::write(&path, "morning edition").expect("written");
        let file = OpenOptions::new().read(true).write(true).open(&path).expect("opened");
        write_all_at(&file, b"evening", 0).expect("written");
        let mut bytes = [0; 7];
        read_exact_at(&file, &mut bytes, 8).expect("read");
        assert_eq!(&bytes, b"edition");
        read_exact_at(&file, &mut bytes, 9).expect_err("it ends before");
        assert_eq!(read_at(&file, &mut bytes, 12).expect("read"), 3);
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "evening edition");
    }

    #[test]
    fn this_process_is_there_and_one_with_a_number_that_none_has_is_gone() {
        assert!(!is_gone(std::process::id()));
        assert!(is_gone(999_999_999) && is_gone(u32::MAX));
    }

    #[test]
    fn drafts_take_the_place_of_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        std::fs::write(&path, "old").expect("written");
        let before = path.metadata().expect("there");
        for rights in [Rights::Usual, Rights::Owner] {
            let mut draft = draft_of(rights).tempfile_in(folder.path()).expect("a draft");
            draft.write_all(b"new").expect("written");
            keep_rights(draft.as_file(), &before).expect("kept");
            draft.persist(&path).expect("in its place");
            assert_eq!(std::fs::read_to_string(&path).expect("read"), "new");
        }
    }
}
