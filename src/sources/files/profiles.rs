//! The profiles that ship: which sources each switches on.

use serde::Deserialize;

use crate::model::SourceId;

/// A set of sources that somebody with one interest has on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its short name; what it is called is the phrase `profile.<name>`.
    pub name: String,
    /// The sources it switches on.
    pub sources: Vec<SourceId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Profiles {
    profile: Vec<Profile>,
}

/// All profiles in their order.
pub fn shipped() -> Vec<Profile> {
    // Built in, and held by a test: an error cannot reach a user.
    let read = toml::from_str(include_str!("../../../assets/profiles.toml"));
    read.map_or_else(|_| Vec::new(), |profiles: Profiles| profiles.profile)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::source_list;
    use super::*;
    use crate::lang::{Lang, say};

    #[test]
    fn every_profile_names_sources_of_the_shipped_list_and_has_a_name_in_every_language() {
        let known: BTreeSet<SourceId> =
            source_list::shipped().into_iter().map(|source| source.id).collect();
        let profiles = shipped();
        assert!(profiles.len() >= 3);
        for profile in &profiles {
            assert!(profile.sources.len() >= 10, "{} is thin", profile.name);
            let mut seen = BTreeSet::new();
            for source in &profile.sources {
                assert!(known.contains(source), "{} names {source}", profile.name);
                assert!(seen.insert(source), "{} names {source} twice", profile.name);
            }
            for lang in Lang::ALL {
                let key = format!("profile.{}", profile.name);
                assert_ne!(say(lang, &key, &[]), key, "{} has no name", profile.name);
            }
        }
    }
}
