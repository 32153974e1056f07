//! JUnit's XML, which any build server reads: a suite for each file, a failed case for each finding. A run that found nothing
//! is one suite with one case that passed.

use super::View;
use super::place::{Place, placed};
use crate::report::Diagnostic;
use std::io::{self, Write};

/// Writes the report as test results.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<_> = placed(view).collect();
    let n = all.len();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let tests = n.max(1);
    writeln!(out, "<testsuites name=\"sockleak\" tests=\"{tests}\" failures=\"{n}\" errors=\"0\">")?;
    for suite in all.chunk_by(|(_, a), (_, b)| a.path == b.path) {
        self::suite(out, suite)?;
    }
    if all.is_empty() {
        writeln!(out, "  <testsuite name=\"sockleak\" tests=\"1\" failures=\"0\" errors=\"0\">")?;
        writeln!(out, "    <testcase name=\"no finding\" classname=\"sockleak\"/>\n  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(out: &mut dyn Write, all: &[(&Diagnostic, Place)]) -> io::Result<()> {
    let (name, n) = (escaped(all[0].1.path), all.len());
    writeln!(out, "  <testsuite name=\"{name}\" tests=\"{n}\" failures=\"{n}\" errors=\"0\">")?;
    all.iter().try_for_each(|(found, place)| case(out, found, place))?;
    writeln!(out, "  </testsuite>")
}

fn case(out: &mut dyn Write, found: &Diagnostic, place: &Place) -> io::Result<()> {
    let (line, column) = (place.start.line, place.start.column);
    let (id, level) = (&found.rule.id, found.level);
    let function = if found.function.is_empty() { String::new() } else { format!(" in {}", found.function) };
    let name = escaped(&format!("{id}{function}, line {line}"));
    writeln!(out, "    <testcase name=\"{name}\" classname=\"{}\">", escaped(place.path))?;
    let message = escaped(&found.message);
    let text = escaped(&format!("{}:{line}:{column}: {level}: {}", place.path, found.message));
    let help = escaped(&format!("{}; {}", found.help, found.consequence));
    writeln!(out, "      <failure type=\"{id}\" message=\"{message}\">{text}\n{help}</failure>\n    </testcase>")
}

/// Text for XML. Characters that it has no place for are replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::rendered_of;
    use crate::render::{Format, tests};
    use crate::report::Report;

    #[test]
    fn nothing_breaks_the_xml() {
        assert_eq!(escaped("a<b && \"c\"\u{1}\n"), "a&lt;b &amp;&amp; &quot;c&quot;\u{FFFD}&#10;");
    }

    /// Elements are closed in the order in which they were opened, and the counts are those of the elements.
    #[test]
    fn elements_nest_and_are_counted() {
        for report in [tests::report(), Report::default()] {
            let text = rendered_of(&report, Format::Junit);
            let mut open: Vec<&str> = Vec::new();
            for tag in text.split('<').skip(2) {
                let (tag, _) = tag.split_once('>').unwrap();
                let name = tag.trim_matches('/').split(' ').next().unwrap();
                match (tag.starts_with('/'), tag.ends_with('/')) {
                    (true, _) => assert_eq!(open.pop(), Some(name)),
                    (_, true) => {}
                    _ => open.push(name),
                }
            }
            assert!(open.is_empty());
            let n = text.matches("<testcase ").count();
            assert!(text.contains(&format!("<testsuites name=\"sockleak\" tests=\"{n}\"")), "{text}");
            let failures = text.matches("<failure ").count();
            assert_eq!(failures, report.diagnostics.len());
        }
    }
}
