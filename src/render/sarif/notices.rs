//! What was not analysed, as notifications.

use super::model::{Descriptor, DescriptorRef, Help, Location, Notification, Region, Text};
use super::results::physical;
use crate::report::{Notice, NoticeKind};
use crate::rules::sentence;

const KINDS: [(NoticeKind, &str, &str, &str); 3] = [
    (
        NoticeKind::File,
        "file-not-analysed",
        "A file was not analysed.",
        "Nothing is known about this file; that nothing was found in it means nothing.",
    ),
    (
        NoticeKind::Function,
        "function-not-analysed",
        "A function was not analysed.",
        "Nothing is known about this function; calls of it are taken as calls of something unknown.",
    ),
    (
        NoticeKind::Statement,
        "statement-not-understood",
        "A statement was not understood.",
        "What is found on paths through this statement is not certain, and something may be missed.",
    ),
];
const TOO_MANY: (&str, &str, &str) = (
    "too-many-results",
    "Not all results are in this file.",
    "Services refuse longer lists; check fewer files or rules at once to see the rest.",
);

/// The kinds of notifications.
pub fn descriptors() -> Vec<Descriptor> {
    let own = KINDS.map(|(_, id, what, meaning)| (id, what, meaning));
    let all = own.into_iter().chain([TOO_MANY]).map(|(id, what, meaning)| Descriptor {
        id: id.to_owned(),
        short_description: Text { text: what.to_owned() },
        full_description: Some(Text { text: format!("{what} {meaning}") }),
        help: Some(Help { text: meaning.to_owned(), markdown: meaning.to_owned() }),
        ..Descriptor::default()
    });
    all.collect()
}

/// One notice.
pub fn notification(notice: &Notice) -> Notification {
    let index = KINDS.iter().position(|(kind, ..)| *kind == notice.kind).unwrap_or(0);
    let region = notice.place.map(|(start, end)| Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    });
    let level = match notice.kind {
        _ if notice.is_trouble => "error",
        NoticeKind::File => "warning",
        NoticeKind::Function | NoticeKind::Statement => "note",
    };
    Notification {
        descriptor: DescriptorRef { id: KINDS[index].1.to_owned(), index, tool_component: None },
        level,
        message: Text { text: sentence(&notice.message) },
        locations: vec![Location { physical_location: physical(&notice.path, region), ..Location::default() }],
    }
}

/// So many results were left out.
pub fn left_out(n: usize) -> Notification {
    Notification {
        descriptor: DescriptorRef { id: TOO_MANY.0.to_owned(), index: KINDS.len(), tool_component: None },
        level: "warning",
        message: Text { text: format!("{n} results of the lowest levels were left out.") },
        locations: Vec::new(),
    }
}
