//! A page in parts: title, first block, sections.

/// The headings that every rule page has, in this order.
pub const HEADINGS: [&str; 4] = ["What it does", "Why it is bad", "Examples", "Known limits"];

/// The text of a page without its first block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The heading of the first level.
    pub title: String,
    /// The sections of the second level: heading and text, in order.
    pub sections: Vec<(String, String)>,
}

/// A page taken apart.
pub struct Parts {
    /// The page.
    pub page: Page,
    /// The text of the first block, without its fences.
    pub block: String,
    /// The 1-based line on which that text begins.
    pub block_line: usize,
}

impl Page {
    /// The text under a heading; empty if there is none.
    pub fn section(&self, heading: &str) -> &str {
        self.sections.iter().find(|(found, _)| found == heading).map_or("", |(_, text)| text)
    }

    /// The page as Markdown, without its first block.
    pub fn markdown(&self) -> String {
        let sections = self.sections.iter().map(|(heading, text)| format!("\n## {heading}\n\n{text}\n"));
        std::iter::once(format!("# {}\n", self.title)).chain(sections).collect()
    }
}

/// Takes a page apart; says what is missing.
pub fn split(text: &str) -> Result<Parts, String> {
    let mut parts = Parts { page: Page::default(), block: String::new(), block_line: 0 };
    let mut lines = text.lines().enumerate();
    let title = lines.next().and_then(|(_, line)| line.strip_prefix("# "));
    parts.page.title = title.ok_or("the first line is no `# title`")?.trim().to_owned();
    let fence = lines.find(|(_, line)| !line.trim().is_empty());
    let (at, _) = fence.filter(|(_, line)| *line == "```toml").ok_or("no ```toml block under the title")?;
    parts.block_line = at + 2;
    let mut is_closed = false;
    for (_, line) in lines.by_ref() {
        if line == "```" {
            is_closed = true;
            break;
        }
        parts.block.push_str(line);
        parts.block.push('\n');
    }
    if !is_closed {
        return Err("the ```toml block has no end".to_owned());
    }
    parts.page.sections = sections(lines.map(|(_, line)| line));
    Ok(parts)
}

fn sections<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    let mut in_code = false;
    for line in lines {
        in_code ^= line.starts_with("```");
        match (line.strip_prefix("## "), sections.last_mut()) {
            (Some(heading), _) if !in_code => sections.push((heading.trim().to_owned(), String::new())),
            (_, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (_, None) => {}
        }
    }
    for (_, text) in &mut sections {
        *text = text.trim().to_owned();
    }
    sections
}
