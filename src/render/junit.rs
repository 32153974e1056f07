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
    writeln!(out, "<testsuites name=\"sockleak\" tests=\"{tests}\" failures=\"{n}\" errors=\"0\" time=\"0\">")?;
    for suite in all.chunk_by(|(_, a), (_, b)| a.path == b.path) {
        self::suite(out, suite)?;
    }
    if all.is_empty() {
        open_suite(out, "sockleak", 1, 0)?;
        writeln!(out, "    <testcase name=\"no finding\" classname=\"sockleak\" time=\"0\"/>\n  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(out: &mut dyn Write, all: &[(&Diagnostic, Place)]) -> io::Result<()> {
    open_suite(out, &escaped(all[0].1.path), all.len(), all.len())?;
    all.iter().try_for_each(|(found, place)| case(out, found, place))?;
    writeln!(out, "  </testsuite>")
}

/// The attributes are those that Surefire's schema asks for.
fn open_suite(out: &mut dyn Write, name: &str, tests: usize, failures: usize) -> io::Result<()> {
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\"");
    writeln!(out, "  <testsuite name=\"{name}\" {counts} time=\"0\">")
}

fn case(out: &mut dyn Write, found: &Diagnostic, place: &Place) -> io::Result<()> {
    let (line, column) = (place.start.line, place.start.column);
    let (id, level) = (&found.rule.id, found.level);
    let function = if found.function.is_empty() { String::new() } else { format!(" in {}", found.function) };
    let name = escaped(&format!("{id}{function}, line {line}"));
    let path = escaped(place.path);
    writeln!(out, "    <testcase name=\"{name}\" classname=\"{path}\" file=\"{path}\" time=\"0\">")?;
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

    type Names = &'static [&'static str];

    /// What may stand in what, and the attributes that there must and may be: what the schemas of Jenkins and of Surefire have
    /// in common, as far as it is written here.
    const ELEMENTS: [(&str, Names, Names, Names); 4] = [
        ("testsuites", &["testsuite"], &["name", "tests", "failures", "errors", "time"], &[]),
        ("testsuite", &["testcase"], &["name", "tests", "failures", "errors", "skipped", "time"], &[]),
        ("testcase", &["failure"], &["name", "classname", "time"], &["file"]),
        ("failure", &[], &["type", "message"], &[]),
    ];

    #[test]
    fn it_is_xml_with_the_elements_that_build_servers_know() {
        for report in [tests::report(), Report::default()] {
            let text = rendered_of(&report, Format::Junit);
            let document = roxmltree::Document::parse(&text).unwrap();
            assert_eq!(document.root_element().tag_name().name(), "testsuites");
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                let name = node.tag_name().name();
                let (_, children, must, may) = ELEMENTS.iter().find(|(known, ..)| *known == name).unwrap();
                let inside = node.children().filter(roxmltree::Node::is_element);
                assert!(inside.map(|child| child.tag_name().name()).all(|child| children.contains(&child)), "{name}");
                assert!(must.iter().all(|attribute| node.has_attribute(*attribute)), "{name}");
                let known = |attribute: &str| must.contains(&attribute) || may.contains(&attribute);
                assert!(node.attributes().all(|attribute| known(attribute.name())), "{name}");
                let count = |of: &str| node.descendants().filter(|inner| inner.has_tag_name(of)).count().to_string();
                if name.starts_with("testsuite") {
                    assert_eq!(node.attribute("tests"), Some(count("testcase").as_str()));
                    assert_eq!(node.attribute("failures"), Some(count("failure").as_str()));
                }
            }
        }
    }
}
