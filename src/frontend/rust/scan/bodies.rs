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
    /// Whether it stands in something that is only there in tests.
    pub is_test: bool,
    /// Where the item begins that it is of, with its attributes.
    pub item: u32,
}

/// Something with brackets that a function stands in: a module, an `impl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// Where it begins, with its attributes.
    pub start: u32,
    /// Where its opening bracket is.
    pub open: u32,
    /// The bracket that closes it.
    pub closing: u8,
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
    /// How many brackets are open around an item behind `#[cfg(test)]` that has still to begin, and around one that has.
    test_head: Option<usize>,
    tests: Option<usize>,
    is_odd: bool,
}

impl Bodies {
    /// The name of a function that is defined, with `depth` brackets open.
    pub fn name(&mut self, at: u32, depth: usize) {
        self.head = Some((Body { head: at, start: 0, end: 0, refused: None, is_test: false, item: 0 }, depth));
    }

    /// What comes next, with `depth` brackets open, is only there in tests. Of statements the lowering sees to that.
    pub fn test(&mut self, depth: usize) {
        self.test_head = Some(depth).filter(|_| self.open.is_none());
    }

    /// An opening brace that is none of an expression, with `depth` brackets open around it, in an item that begins at
    /// `item`; whether that is a body.
    pub fn brace(&mut self, at: u32, depth: usize, item: u32) -> bool {
        if self.test_head.take_if(|outside| *outside == depth).is_some() && self.tests.is_none() {
            self.tests = Some(depth);
        }
        if let Some((head, _)) = self.head.take_if(|(_, outside)| *outside == depth)
            && self.open.is_none()
        {
            self.open = Some((Body { start: at, is_test: self.tests.is_some(), item, ..head }, depth));
            return true;
        }
        false
    }

    /// A statement or an item ends.
    pub fn semicolon(&mut self, depth: usize) {
        self.head.take_if(|(_, outside)| *outside == depth);
        self.test_head.take_if(|outside| *outside == depth);
    }

    /// A closing bracket, with `depth` brackets open around it; `fits` if it is of the kind that was opened.
    pub fn close(&mut self, end: u32, depth: usize, fits: bool) {
        self.is_odd |= !fits;
        self.head.take_if(|(_, outside)| *outside > depth);
        if let Some((body, _)) = self.open.take_if(|(_, outside)| *outside == depth) {
            self.found.push(Body { end, ..body });
        }
        self.test_head.take_if(|outside| *outside > depth);
        self.tests.take_if(|outside| *outside == depth);
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
