//! Every number that the desk chooses by, in one table: its name, its value, what it trades, and
//! the figure it was chosen by. All values stand in [`Tuning`], which is a plain value, so that a
//! test can change one and see a judgement change with it.
//!
//! Points of an event are on the scale of 0 to 100; likeness runs from 0 to about 2.

/// Makes the struct of all values, their default, and the list of their names.
macro_rules! tuning {
    ($($(#[$doc:meta])* $name:ident = $value:expr;)*) => {
        /// The values that the desk chooses by.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Tuning {
            $($(#[$doc])* pub $name: f64,)*
        }

        impl Default for Tuning {
            fn default() -> Tuning {
                Tuning { $($name: $value,)* }
            }
        }

        impl Tuning {
            /// The names of all values, in the order of the table.
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// A value by its name.
            pub fn get(&self, name: &str) -> Option<f64> {
                match name {
                    $(stringify!($name) => Some(self.$name),)*
                    _ => None,
                }
            }

            /// Sets a value by its name; tells whether there is one of that name.
            pub fn set(&mut self, name: &str, value: f64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

tuning! {
    // Which reports tell one event.
    /// Likeness from which a report joins an event: lower swallows neighbours, higher leaves copies apart.
    join_at = 0.30;
    /// Likeness from which a report goes on from an event, or surrounds it.
    matter_at = 0.27;
    /// Likeness from which two reports are about the same subject.
    related_at = 0.14;
    /// Overlap of title words from which two titles are copies of one text.
    copy_at = 0.75;
    /// Likeness from which two reports need no word or fact in common that ties them.
    tied_at = 0.36;
    /// Likeness from which a report that shares a name or two alone is listed with an event.
    loose_at = 0.34;
    /// Mean likeness of the reports of two events from which they may be one.
    join_mean_at = 0.15;
    /// Hours between an event's last report and one that may still join.
    open_hours = 72.0;
    /// Hours from an event's first report after which none joins.
    lasts_hours = 120.0;
    /// Hours within which the same name with version, or the same pair of companies with the same
    /// kind of move, joins.
    sure_hours = 36.0;
    /// Weight of title words against the other report's first sentence.
    cross_sentence = 0.4;
    /// Weight of first sentences against each other.
    both_sentences = 0.25;
    /// For each rare word that both titles have, and for all of them at most.
    rare_word = 0.06;
    /// The most that rare words give.
    rare_words_most = 0.12;
    /// The same name with the same version.
    same_version = 0.35;
    /// The same name with another version.
    other_version = -0.35;
    /// A company that both name; a second one gives half again.
    same_company = 0.08;
    /// Two companies that both name.
    same_two_companies = 0.12;
    /// No company in common where both name one, or no place where they share no company.
    other_company = -0.20;
    /// The same hard move.
    same_move = 0.10;
    /// Other hard moves.
    other_move = -0.08;
    /// The same amount of money.
    same_amount = 0.25;
    /// Another amount of money for the same thing.
    other_amount = -0.12;
    /// The same product, by name.
    same_product = 0.12;
    /// A Korean and an English report that share a company and a move, a name or a second company.
    across_languages = 0.15;
    /// A review beside news.
    review_and_news = -0.25;
    /// An advert, a listicle or a how-to beside anything.
    noise_beside = -0.15;
    /// For each day apart.
    day_apart = -0.06;
    /// Of several reports: the share of the best one's likeness.
    best_member = 0.6;
    /// Of several reports: the share of the mean likeness.
    mean_member = 0.4;
    /// Of several reports: added.
    several = 0.03;

    // What an event is worth. One unit of the sum is so many points.
    /// Points for one unit of the sum of weights.
    unit = 8.0;
    /// Points of an event whose weights add up to nothing.
    middle = 20.0;
    /// Where the scale begins to bend at its upper end, so that it ends at 100.
    bend = 80.0;
    /// For each doubling of the publishers, up to four.
    publishers = 1.3;
    /// For each doubling of further reports.
    reports = 0.45;
    /// What of the publishers counts where nobody does anything hard and it is neither law nor AI: a thing
    /// that is shown or sold is told by all.
    publishers_of_light = 0.7;
    /// The rank of its votes among those of its community, from 0 to 1.
    community = 1.1;
    /// The same for a company of weight 2 or 3, added.
    community_company = 0.5;
    /// Told by a community alone.
    community_only = -0.4;
    /// The title tells a done deed.
    deed = 0.75;
    /// People lose their work.
    layoffs = 1.65;
    /// A company is bought, or a part of it.
    acquisition = 1.4;
    /// Who leads.
    leadership = 1.15;
    /// Attacks, leaks, holes.
    security = 0.85;
    /// Money is put into a company.
    investment = 0.85;
    /// Law, courts and offices.
    regulation = 0.85;
    /// Data centres, chips, power.
    infrastructure = 0.6;
    /// Results.
    earnings = 0.6;
    /// Two agree to work together.
    partnership = 0.35;
    /// Something new.
    launch = 0.2;
    /// A price.
    pricing = 0.2;
    /// Code or weights in the open.
    release = 0.0;
    /// A hard move of a company of weight 3, times how hard it is.
    hard_move_of_giant = 0.5;
    /// What of an acquisition counts whose sum no report tells.
    sum_untold = 0.6;
    /// What of a move of law counts that one publisher alone tells.
    law_of_one = 0.7;
    /// What of moves and law counts where it is only said.
    only_said = 0.7;
    /// For each hundredfold of ten million dollars.
    amount = 1.15;
    /// The most hundredfolds that count.
    amount_most = 2.0;
    /// What of an amount counts that stands in the summary alone, that nobody moves, that is only named in
    /// results or in court, or that is of another deed than the event.
    amount_below = 0.3;
    /// What of an amount counts that says what a company is worth.
    amount_of_worth = 0.7;
    /// A thousand jobs that are cut; each tenfold as much again.
    jobs = 1.0;
    /// A company of weight 3.
    giant = 1.5;
    /// A company of weight 2.
    large = 0.7;
    /// Any other company.
    small = 0.1;
    /// Two companies of weight 2 or more in a title.
    two_large = 0.6;
    /// How much a company is talked about, from 0 to 1.
    heat = 0.66;
    /// The share of two weeks' news at which heat is 1.
    heat_full = 0.06;
    /// A person of weight.
    person = 0.9;
    /// An office, a court or a law in at least half of the titles.
    policy = 0.7;
    /// The same, about AI or a company of weight 2 or 3.
    policy_of_field = 0.55;
    /// One of the highest offices.
    highest = 0.7;
    /// The most that offices, courts and laws give together.
    policy_most = 2.0;
    /// Policy about a company that is talked about, times its heat.
    policy_heat = 0.8;
    /// It touches many.
    many = 0.7;
    /// A security hole that touches many.
    many_security = 0.95;
    /// The first, the largest, the end of something.
    first = 0.7;
    /// AI in the title.
    ai = 0.94;
    /// Money or markets in the title.
    money = 0.4;
    /// The maker's own page.
    own_page = 0.67;
    /// A new name with version of a company of weight 2 or 3.
    new_version = 0.75;
    /// Advert, listicle, how-to, sponsored or personal.
    noise = -2.6;
    /// A hobby's tool.
    hobby = -2.4;
    /// Nothing to do with technology.
    off_topic = -2.0;
    /// A review.
    review = -1.6;
    /// Somebody's project where code is kept.
    project = -1.2;
    /// A gadget or an app without a hard move.
    gadget = -1.15;
    /// What is of a year that is over.
    old = -2.0;
    /// A round-up.
    roundup = -2.5;
    /// Told by the general press alone, of neither AI nor money.
    general = -0.95;
    /// Names nothing of the field: no technology, company, topic or money.
    far = -2.0;
    /// Follows an older event.
    follow_up = -0.9;
    /// What of that counts where today's reports tell a done deed.
    follow_up_with_deed = 0.4;
    /// An opinion or a question.
    opinion = -1.0;
    /// What of that counts where a sum and a move are told.
    opinion_with_deed = 0.4;
    /// A small feature.
    feature = -0.6;
    /// A war of words.
    dispute = -0.4;
    /// "Says".
    says = -0.3;
    /// A study that the press tells.
    study = 1.15;

    // What a paper is worth in its field.
    /// Points of a paper of which nothing is known.
    paper_middle = 16.0;
    /// Points for one unit of a paper's sum.
    paper_unit = 9.0;
    /// Chosen by a daily gallery.
    paper_gallery = 1.2;
    /// For each tenfold of votes there.
    paper_votes = 0.5;
    /// Talked about by a community.
    paper_community = 1.5;
    /// Chosen by a source that gives points to what it chooses.
    paper_chosen = 0.4;
    /// Words of method.
    paper_method = 0.6;
    /// Words of a narrow domain.
    paper_domain = -0.7;
    /// Code is given.
    paper_code = 0.3;
    /// A laboratory of weight.
    paper_lab = 0.6;
    /// A venue is named.
    paper_venue = 0.4;
    /// Finance: for each strong word of the title, of the abstract, and for its category.
    finance_title = 2.0;
    /// Finance: a strong word of the abstract.
    finance_abstract = 0.5;
    /// Finance: a weak word of the title.
    finance_weak_title = 0.4;
    /// Finance: a weak word of the abstract.
    finance_weak_abstract = 0.12;
    /// Finance: a category of quantitative finance or economics.
    finance_category = 2.5;
    /// From so much on a paper is looked at as one on finance or time series.
    finance_at = 2.0;

    /// Finance that counts as much as a term in the title does for a lens.
    finance_full = 1.25;
    /// What of a lens a paper gets for a word alone.
    finance_least = 0.3;

    // Choosing.
    /// A line resembles one that leads already.
    lead_apart = 0.30;
    /// A line resembles one of the same company and move.
    lead_apart_same_move = 0.20;
    /// Two entries are twins.
    twins = 0.5;
    /// Points below which an event is small.
    small_at = 12.0;

    // The reader's taste.
    /// What a starred item says for all it has.
    taste_star = 1.0;
    /// What an item says that was read.
    taste_read = 0.35;
    /// What an item says against all it has that was passed over.
    taste_skip = 0.25;
    /// Items that are added to what was counted and to what was to be expected: the more, the less
    /// a few examples say.
    taste_shrink = 1.0;
    /// A word of a larger share of all titles is no taste.
    taste_common = 0.05;
    /// Log-odds that count three quarters.
    taste_full = 3.0;
    /// Points of an item that is all to the reader's taste.
    taste_points = 12.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_by_its_name() {
        let mut tuning = Tuning::default();
        for name in Tuning::NAMES {
            let value = tuning.get(name).expect("a value");
            assert!(tuning.set(name, value + 1.0), "{name}");
            assert!(tuning.get(name) > Some(value), "{name}");
        }
        assert!(tuning.get("nothing").is_none() && !tuning.set("nothing", 1.0));
    }
}
