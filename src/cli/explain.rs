//! `sockleak explain`.

use super::out::print;
use super::trouble::Trouble;
use crate::rules::{self, Rules, similar};

/// Prints the page of a rule or a topic, or which topics there are.
pub fn explain(name: Option<&str>) -> anyhow::Result<()> {
    let known = Rules::embedded();
    let Some(name) = name else { return print(topics().as_bytes()) };
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

/// The topics with what each is about.
fn topics() -> String {
    let width = rules::topics().map(|(topic, _)| topic.len()).max().unwrap_or_default();
    let about = |text: &'static str| text.lines().skip(1).find(|line| !line.is_empty()).unwrap_or_default();
    let lines = rules::topics().map(|(topic, text)| format!("sockleak explain {topic:width$}  {}\n", about(text)));
    let rules = format!("sockleak explain {:width$}  any rule that `sockleak rules` lists\n", "RULE");
    lines.chain([rules]).collect()
}
