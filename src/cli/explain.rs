//! `sockleak explain`.

use super::out::print;
use super::trouble::Trouble;
use crate::rules::{self, Rules, similar};

/// Prints the page of a rule or a topic.
pub fn explain(name: &str) -> anyhow::Result<()> {
    let known = Rules::embedded();
    if let Some(text) = rules::explain(&known, name) {
        return print(format!("{}\n", text.trim_end()).as_bytes());
    }
    let ids = known.all().iter().map(|rule| rule.id.as_str());
    let topics = rules::topics().map(|(topic, _)| topic);
    let hint = match similar(name, ids.chain(topics)).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see `sockleak rules`".to_owned(),
    };
    Err(Trouble(format!("nothing to explain under `{name}`; {hint}")).into())
}
