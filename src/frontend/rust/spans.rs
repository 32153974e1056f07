//! From the parser's spans to bytes of the text.

use crate::source::Span;

/// Bytes of the text that was parsed last on this thread. The parser counts characters, and looks for the byte from place to
/// place.
pub fn span_of(span: proc_macro2::Span) -> Span {
    let range = span.byte_range();
    Span::new(range.start, range.end)
}

/// The same for many spans of one text, where the beginnings of its lines tell.
#[derive(Debug)]
pub struct Spans {
    /// Where lines begin; `None` if the text has characters of several bytes.
    lines: Option<Vec<u32>>,
}

impl Spans {
    /// For the text that is parsed next on this thread.
    pub fn new(text: &str) -> Spans {
        let behind = |at: usize| at as u32 + 1;
        let lines = || [0].into_iter().chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(behind)).collect();
        Spans { lines: text.is_ascii().then(lines) }
    }

    /// Bytes of the text.
    pub fn of(&self, span: proc_macro2::Span) -> Span {
        let Some(lines) = &self.lines else { return span_of(span) };
        let byte =
            |at: proc_macro2::LineColumn| lines.get(at.line.wrapping_sub(1)).map(|line| *line as usize + at.column);
        match (byte(span.start()), byte(span.end())) {
            (Some(start), Some(end)) => Span::new(start, end),
            _ => span_of(span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_characters_lead_to_the_same_bytes() {
        for text in ["fn f() {\n\n  g(1)\n}", "const A: &str = \"\u{e9}\n\";\nfn f() {}", "x"] {
            proc_macro2::extra::invalidate_current_thread_spans();
            let spans = Spans::new(text);
            let tokens: proc_macro2::TokenStream = text.parse().unwrap();
            for token in tokens {
                assert_eq!(spans.of(token.span()), span_of(token.span()), "{text}: {token}");
            }
            let nowhere = proc_macro2::Span::call_site();
            assert_eq!(spans.of(nowhere), span_of(nowhere));
        }
    }
}
