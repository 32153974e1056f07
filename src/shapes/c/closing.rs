//! Sockets closed as files are, and files closed as sockets are, where Winsock is.

use super::cx::{Call, Cx, Words};
use crate::ir::PlaceId;
use crate::model::Trait;
use crate::shapes::flow::copies;
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeSet;

/// One observation for each call that closes the wrong thing.
pub fn mixups(cx: &Cx) -> Vec<Observation> {
    if !cx.is_windows() {
        return Vec::new();
    }
    let mut sockets: BTreeSet<PlaceId> = BTreeSet::new();
    for source in cx.sources() {
        sockets.extend(copies(&cx.function, source.dest));
    }
    let files = files(cx);
    cx.calls
        .iter()
        .filter_map(|call| socket_as_file(cx, call, &sockets).or_else(|| file_as_socket(cx, call, &files)))
        .collect()
}

/// The numbers of files, and where they come from.
fn files(cx: &Cx) -> Vec<(BTreeSet<PlaceId>, Span)> {
    let opens = |call: &&Call| cx.has_trait(call, Trait::OpensFiles);
    let opened = cx.calls.iter().filter(opens).filter_map(|call| Some((call.dest?, call.span)));
    opened.map(|(dest, span)| (copies(&cx.function, dest), span)).collect()
}

fn socket_as_file(cx: &Cx, call: &Call, sockets: &BTreeSet<PlaceId>) -> Option<Observation> {
    let name = call.name.as_str();
    if !cx.has_trait(call, Trait::ClosesFiles) || call.args.len() != 1 {
        return None;
    }
    // A macro of its own has a meaning in each world; which one is right here, its name tells better than an arm of `#if`.
    if cx.is_expanded(call.span) {
        return None;
    }
    let place = call.place(0)?;
    // One variable may be now a socket and now something else.
    if cx.may_be_file(place) {
        return None;
    }
    let is_socket = cx.is_winsock_socket(place)
        || sockets.contains(&place) && !cx.is_status(place)
        || cx.is_used(place)
        || cx.is_told(place);
    if !is_socket {
        return None;
    }
    let handle = cx.function.show_place(place);
    let because = match name {
        "CloseHandle" => "`CloseHandle` does not tell Winsock, which keeps the socket's state".to_owned(),
        _ => format!("`{name}` ends numbers of the C run-time, and a `SOCKET` is none: it stays open"),
    };
    let words = Words { because, instead: format!("`closesocket({handle})`"), matters: true };
    Some(cx.lapse(Lapse::CloseMixup, call.span, handle, words))
}

fn file_as_socket(cx: &Cx, call: &Call, files: &[(BTreeSet<PlaceId>, Span)]) -> Option<Observation> {
    if call.name.as_str() != "closesocket" || cx.file.summaries.contains_key("closesocket") {
        return None;
    }
    let place = call.place(0)?;
    let (_, opened) = files.iter().find(|(places, _)| places.contains(&place) && !cx.is_used(place))?;
    let handle = cx.function.show_place(place);
    let because = "`closesocket` ends sockets, and this is a number of the C run-time: it stays open".to_owned();
    let words = Words { because, instead: format!("`_close({handle})`"), matters: true };
    let seen = cx.lapse(Lapse::CloseMixup, call.span, handle, words);
    let path = vec![
        cx.step(*opened, StepKind::Acquire, "the file is opened here".to_owned()),
        cx.step(call.span, StepKind::Release, "closed here as a socket is".to_owned()),
    ];
    Some(Observation { path, ..seen })
}
