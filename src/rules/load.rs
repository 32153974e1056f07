//! Reading rule pages.

use super::page::split;
use super::{Meta, Rule};
use std::sync::Arc;

include!(concat!(env!("OUT_DIR"), "/embedded_rules.rs"));

/// A page that cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct RuleError {
    /// The page's file name.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// All rules of a run, sorted by id.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    rules: Vec<Arc<Rule>>,
}

impl Rules {
    /// The rules that come with sockleak.
    pub fn embedded() -> Rules {
        let mut rules = Rules::default();
        for (file, text) in EMBEDDED_RULES {
            // The pages are part of the program; a test reads each of them.
            rules.add(file, text).expect("an embedded page is valid");
        }
        rules
    }

    /// Adds the rule of one page's text. A rule that is known already is replaced.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), RuleError> {
        let fail = |line: usize, message: String| RuleError { file: file.to_owned(), line, message };
        let parts = split(text).map_err(|message| fail(1, message))?;
        let meta: Meta = toml::from_str(&parts.block).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let before = &parts.block.as_bytes()[..start.min(parts.block.len())];
            let lines = before.iter().filter(|&&byte| byte == b'\n').count();
            fail(parts.block_line + lines, error.message().trim().to_owned())
        })?;
        let id = file.strip_suffix(".md").unwrap_or(file).to_owned();
        if parts.page.title != id {
            return Err(fail(1, format!("the title must be `{id}`, the name of the file")));
        }
        self.rules.retain(|rule| rule.id != id);
        self.rules.push(Arc::new(Rule { id, meta, page: parts.page }));
        self.rules.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(())
    }

    /// All rules, sorted by id.
    pub fn all(&self) -> &[Arc<Rule>] {
        &self.rules
    }

    /// The rule with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Rule>> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}
