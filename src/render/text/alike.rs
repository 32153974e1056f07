//! What is said of several handles of one acquisition in the same words is said once: both ends of a pair are mostly lost
//! together.

use crate::report::Diagnostic;

/// The texts of `diagnostics`, each once: one that another has said of another handle only adds that handle to it.
pub fn once<'r>(diagnostics: &[&'r Diagnostic], text: impl Fn(&'r Diagnostic) -> &'r str) -> Vec<String> {
    let mut said: Vec<(&Diagnostic, Vec<&str>)> = Vec::new();
    for diagnostic in diagnostics {
        let same = said.iter_mut().find(|(first, _)| is_alike(first, diagnostic, &text));
        match same {
            Some((first, others)) if first.handle != diagnostic.handle && !others.contains(&&*diagnostic.handle) => {
                others.push(&diagnostic.handle);
            }
            Some(_) => {}
            None => said.push((diagnostic, Vec::new())),
        }
    }
    said.iter().map(|(first, others)| with(text(first), others)).collect()
}

/// The names in backticks, as a list in a sentence.
pub fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn is_alike<'r>(a: &'r Diagnostic, b: &'r Diagnostic, text: &impl Fn(&'r Diagnostic) -> &'r str) -> bool {
    let (of_a, of_b) = (format!("`{}`", a.handle), format!("`{}`", b.handle));
    text(a) == text(b) || text(a).replace(&of_a, &of_b) == text(b)
}

fn with(text: &str, others: &[&str]) -> String {
    if others.is_empty() { text.to_owned() } else { format!("{text}; likewise {}", list(others)) }
}
