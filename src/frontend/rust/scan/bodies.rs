//! Where the bodies of functions are, told from brackets alone.

use crate::source::Span;

/// The body of a function that stands in no other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// Where the function's name is.
    pub head: u32,
    /// Where its opening brace is.
    pub start: u32,
    /// Behind its closing brace.
    pub end: u32,
    /// Why it is not to be parsed.
    pub refused: Option<&'static str>,
}

impl Body {
    /// From its opening brace to its closing one.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// Finds them while brackets pass by.
#[derive(Debug, Default)]
pub struct Bodies {
    found: Vec<Body>,
    /// A head without its body yet, and how many brackets are open around it.
    head: Option<(Body, usize)>,
    /// A body without its end yet, and how many brackets are open around it.
    open: Option<(Body, usize)>,
    is_odd: bool,
}

impl Bodies {
    /// The name of a function that is defined, with `depth` brackets open.
    pub fn name(&mut self, at: u32, depth: usize) {
        self.head = Some((Body { head: at, start: 0, end: 0, refused: None }, depth));
    }

    /// An opening brace behind `last`, with `depth` brackets open around it.
    pub fn brace(&mut self, at: u32, last: u8, depth: usize) {
        // `A<{ N }>` is no body.
        if matches!(last, b'<' | b',' | b'=') {
            return;
        }
        if let Some((head, _)) = self.head.take_if(|(_, outside)| *outside == depth)
            && self.open.is_none()
        {
            self.open = Some((Body { start: at, ..head }, depth));
        }
    }

    /// A statement or an item ends.
    pub fn semicolon(&mut self, depth: usize) {
        self.head.take_if(|(_, outside)| *outside == depth);
    }

    /// A closing bracket, with `depth` brackets open around it; `fits` if it is of the kind that was opened.
    pub fn close(&mut self, end: u32, depth: usize, fits: bool) {
        self.is_odd |= !fits;
        self.head.take_if(|(_, outside)| *outside > depth);
        if let Some((body, _)) = self.open.take_if(|(_, outside)| *outside == depth) {
            self.found.push(Body { end, ..body });
        }
    }

    /// Notes why a body cannot be parsed; false if that is not in one.
    pub fn refuse(&mut self, what: &'static str) -> bool {
        let open = self.open.as_mut().map(|(body, _)| body.refused = Some(what));
        open.is_some()
    }

    /// What was found: nothing where brackets do not match, for then it may be wrong. With it, why the rest of the text is not
    /// to be parsed.
    pub fn finish(mut self) -> (Vec<Body>, Option<&'static str>) {
        let open = self.open.and_then(|(body, _)| body.refused);
        if !self.is_odd {
            return (self.found, open);
        }
        let refused = self.found.drain(..).find_map(|body| body.refused);
        (Vec::new(), refused.or(open))
    }
}
