//! What was not analysed, as notifications.

use super::model::{Descriptor, DescriptorRef, Location, Notification, Region, Text};
use super::results::physical;
use crate::report::{Notice, NoticeKind};
use crate::rules::sentence;

const KINDS: [(NoticeKind, &str, &str); 3] = [
    (NoticeKind::File, "file-not-analysed", "A file was not analysed."),
    (NoticeKind::Function, "function-not-analysed", "A function was not analysed."),
    (NoticeKind::Statement, "statement-not-understood", "A statement was not understood."),
];
const TOO_MANY: usize = KINDS.len();

/// The kinds of notifications.
pub fn descriptors() -> Vec<Descriptor> {
    let own = KINDS.map(|(_, id, description)| (id, description));
    let more = [("too-many-results", "Not all results are in this file.")];
    let all = own.into_iter().chain(more).map(|(id, description)| Descriptor {
        id: id.to_owned(),
        short_description: Text { text: description.to_owned() },
        ..Descriptor::default()
    });
    all.collect()
}

/// One notice.
pub fn notification(notice: &Notice) -> Notification {
    let index = KINDS.iter().position(|(kind, _, _)| *kind == notice.kind).unwrap_or(0);
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
        descriptor: DescriptorRef { id: "too-many-results".to_owned(), index: TOO_MANY, tool_component: None },
        level: "warning",
        message: Text { text: format!("{n} results of the lowest levels were left out.") },
        locations: Vec::new(),
    }
}
