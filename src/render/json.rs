//! One JSON document. Its fields are stable: new ones may come, and `format` grows when one changes or goes.
//!
//! ```json
//! {
//!   "format": 1,
//!   "version": "0.1.0",
//!   "findings": [{
//!     "rule": "eof-leak", "level": "error", "confidence": "certain", "cwe": [772, 404],
//!     "place": {"path": "src/serve.c", "start": {"line": 9, "column": 9}, "end": {"line": 9, "column": 19}},
//!     "function": "serve", "handle": "fd",
//!     "message": "...", "label": "...", "help": "...", "consequence": "...", "notes": [], "doubts": [],
//!     "condition": null,
//!     "acquired": {"callee": "accept", "in_loop": false, "place": {}},
//!     "path": [{"kind": "acquire", "message": "...", "place": {}}],
//!     "fixes": [{"title": "...", "safe": true, "edits": [{"place": {}, "text": "close(fd);\n"}]}],
//!     "fingerprint": "0123456789abcdef"
//!   }],
//!   "not_analysed": [{"kind": "file", "path": "src/logo.c", "start": null, "end": null, "message": "..."}],
//!   "summary": {"files": 3, "left_out": 0, "functions": 12, "errors": 1, "warnings": 0, "notes": 0, "suppressed": 0,
//!     "known": 0, "hidden": 0}
//! }
//! ```
//!
//! Lines and columns count from 1, columns in UTF-16 code units; `end` is the first column behind. `condition` is `null`,
//! `windows`, `not-windows` or `other`. A `place` is `null` if its file's text is gone; `function`
//! and `handle` are `null` if a finding is about a comment. `suppressed` counts what comments silence,
//! `known` what a baseline or another revision knows, `left_out` files that only run in tests.

use super::View;
use super::words;
use crate::report::{Diagnostic, Fix, Notice, NoticeKind, Stats};
use crate::rules::Condition;
use crate::source::{Location, Position};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'v> {
    format: u32,
    version: &'static str,
    findings: Vec<Finding<'v>>,
    not_analysed: Vec<Missed<'v>>,
    summary: Summary,
}

/// One finding.
#[derive(Serialize)]
pub struct Finding<'v> {
    rule: &'v str,
    level: &'static str,
    confidence: &'static str,
    cwe: &'v [u16],
    place: Option<Place<'v>>,
    function: Option<&'v str>,
    handle: Option<&'v str>,
    message: &'v str,
    label: &'v str,
    help: &'v str,
    consequence: &'v str,
    notes: &'v [String],
    doubts: &'v [String],
    condition: Option<&'static str>,
    acquired: Option<Acquired<'v>>,
    path: Vec<Step<'v>>,
    fixes: Vec<Suggested<'v>>,
    fingerprint: &'v str,
}

#[derive(Serialize)]
struct Place<'v> {
    path: &'v str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Acquired<'v> {
    callee: &'v str,
    in_loop: bool,
    place: Option<Place<'v>>,
}

#[derive(Serialize)]
struct Step<'v> {
    kind: &'static str,
    message: &'v str,
    place: Option<Place<'v>>,
}

#[derive(Serialize)]
struct Suggested<'v> {
    title: &'v str,
    safe: bool,
    edits: Vec<Change<'v>>,
}

#[derive(Serialize)]
struct Change<'v> {
    place: Option<Place<'v>>,
    text: &'v str,
}

#[derive(Serialize)]
struct Missed<'v> {
    kind: &'static str,
    path: &'v str,
    start: Option<Point>,
    end: Option<Point>,
    message: &'v str,
}

#[derive(Serialize)]
struct Summary {
    files: u64,
    left_out: u64,
    functions: u64,
    errors: u64,
    warnings: u64,
    notes: u64,
    suppressed: u64,
    known: u64,
    hidden: u64,
}

/// Writes the report as one JSON document with a line end behind it.
pub fn render(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        format: 1,
        version: env!("CARGO_PKG_VERSION"),
        findings: findings(view).collect(),
        not_analysed: view.report.notices.iter().map(missed).collect(),
        summary: summary(&view.report.stats),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// The findings of a report.
pub fn findings<'v>(view: &View<'v>) -> impl Iterator<Item = Finding<'v>> {
    let view = *view;
    view.report.diagnostics.iter().map(move |diagnostic| finding(&view, diagnostic))
}

fn finding<'v>(view: &View<'v>, diagnostic: &'v Diagnostic) -> Finding<'v> {
    let acquired = diagnostic.acquired.as_ref().map(|acquired| Acquired {
        callee: acquired.callee.as_str(),
        in_loop: acquired.in_loop,
        place: place(view, acquired.at),
    });
    let path = diagnostic.path.iter().map(|step| Step {
        kind: words::step(step.kind),
        message: &step.text,
        place: place(view, step.at),
    });
    Finding {
        rule: &diagnostic.rule.id,
        level: diagnostic.level.name(),
        confidence: words::confidence(diagnostic.confidence),
        cwe: &diagnostic.rule.meta.cwe,
        place: place(view, diagnostic.primary.at),
        function: words::given(&diagnostic.function),
        handle: words::given(&diagnostic.handle),
        message: &diagnostic.message,
        label: &diagnostic.primary.text,
        help: &diagnostic.help,
        consequence: &diagnostic.consequence,
        notes: &diagnostic.notes,
        doubts: &diagnostic.doubts,
        condition: diagnostic.condition.map(condition),
        acquired,
        path: path.collect(),
        fixes: diagnostic.fixes.iter().map(|fix| suggested(view, fix)).collect(),
        fingerprint: &diagnostic.identity.fingerprint,
    }
}

fn suggested<'v>(view: &View<'v>, fix: &'v Fix) -> Suggested<'v> {
    let edits = fix.edits.iter().map(|edit| Change { place: place(view, edit.at), text: &edit.text });
    Suggested { title: &fix.title, safe: fix.is_safe, edits: edits.collect() }
}

fn place<'v>(view: &View<'v>, at: Location) -> Option<Place<'v>> {
    let source = view.sources.get(at.file)?;
    let position = |offset| point(source.lines().position(&source.text, offset));
    Some(Place { path: &source.path, start: position(at.span.start), end: position(at.span.end) })
}

fn point(position: Position) -> Point {
    Point { line: position.line, column: position.column }
}

fn condition(condition: Condition) -> &'static str {
    match condition {
        Condition::Windows => "windows",
        Condition::NotWindows => "not-windows",
        Condition::Other => "other",
    }
}

fn missed(notice: &Notice) -> Missed<'_> {
    let kind = match notice.kind {
        NoticeKind::File => "file",
        NoticeKind::Function => "function",
        NoticeKind::Statement => "statement",
    };
    let (start, end) = notice.place.map(|(start, end)| (point(start), point(end))).unzip();
    Missed { kind, path: &notice.path, start, end, message: &notice.message }
}

fn summary(stats: &Stats) -> Summary {
    Summary {
        files: stats.scope.files,
        left_out: stats.scope.left_out,
        functions: stats.scope.functions,
        errors: stats.errors,
        warnings: stats.warnings,
        notes: stats.notes,
        suppressed: stats.suppressed,
        known: stats.known,
        hidden: stats.hidden,
    }
}
