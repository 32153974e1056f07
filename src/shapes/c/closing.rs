//! Sockets closed as files are, and files closed as sockets are, where Winsock is.

use super::cx::{Call, Cx, Words};
use super::marks::Marks;
use super::places::member;
use crate::ir::{Name, PlaceId};
use crate::model::Trait;
use crate::shapes::flow::copies;
use crate::source::Span;
use crate::typestate::{Lapse, Observation, StepKind};
use std::collections::BTreeSet;

/// One observation for each call that closes the wrong thing.
pub fn mixups(cx: &Cx, own: &Marks) -> Vec<Observation> {
    if !cx.is_windows() {
        return Vec::new();
    }
    let mut sockets: BTreeSet<PlaceId> = BTreeSet::new();
    for source in cx.sources() {
        sockets.extend(copies(&cx.function, source.dest));
    }
    let files = files(cx);
    // A handle that the file declares and stores nothing else in is a socket.
    let is_kept = |place| {
        let key = member(&cx.function, place).map(|key| (own.keeps_sockets(&key), key.1));
        // What the function closes as a socket as well is now that and now something else.
        let is_both = |name: &Name| cx.is_in_call_of("closesocket", name);
        key.is_some_and(|(times, name)| times > 0 && cx.is_only_stored(&name, times) && !is_both(&name))
    };
    let is_known = |place| sockets.contains(&place) && !cx.is_status(place) || is_kept(place);
    let mixup = |call| {
        let closed = socket_as_file(cx, call, &is_known).or_else(|| file_as_socket(cx, call, &files));
        closed.or_else(|| moved_as_file(cx, call, &is_known))
    };
    cx.calls.iter().filter_map(mixup).collect()
}

/// The numbers of files, and where they come from.
fn files(cx: &Cx) -> Vec<(BTreeSet<PlaceId>, Span)> {
    let opens = |call: &&Call| cx.has_trait(call, Trait::OpensFiles);
    let opened = cx.calls.iter().filter(opens).filter_map(|call| Some((call.dest?, call.span)));
    opened.map(|(dest, span)| (copies(&cx.function, dest), span)).collect()
}

fn socket_as_file(cx: &Cx, call: &Call, is_known: &dyn Fn(PlaceId) -> bool) -> Option<Observation> {
    let name = call.name.as_str();
    if !cx.has_trait(call, Trait::ClosesFiles) || call.args.len() != 1 {
        return None;
    }
    let place = call.place(0).filter(|place| is_socket(cx, call, *place, is_known))?;
    let handle = cx.function.show_place(place);
    let because = match name {
        "CloseHandle" => "`CloseHandle` does not tell Winsock, which keeps the socket's state".to_owned(),
        _ => format!("`{name}` ends numbers of the C run-time, and a `SOCKET` is none: it stays open"),
    };
    let words = Words { because, instead: format!("`closesocket({handle})`"), matters: true };
    Some(cx.lapse(Lapse::CloseMixup, call.span, handle, words))
}

/// A socket that is to take the place of another one, which that is to close.
fn moved_as_file(cx: &Cx, call: &Call, is_known: &dyn Fn(PlaceId) -> bool) -> Option<Observation> {
    if !cx.has_trait(call, Trait::MovesFiles) || call.args.len() != 2 {
        return None;
    }
    call.place(0).filter(|place| is_socket(cx, call, *place, is_known))?;
    let old = cx.function.show_place(call.place(1)?);
    let name = call.name.as_str();
    let because =
        format!("`{name}` knows numbers of the C run-time, and a `SOCKET` is none: nothing is closed or moved");
    let instead = format!("`closesocket({old})`, and the new socket kept in the place of the old one");
    Some(cx.lapse(Lapse::CloseMixup, call.span, old, Words { because, instead, matters: true }))
}

/// Whether what a call that is for files is given in `place` is a socket.
fn is_socket(cx: &Cx, call: &Call, place: PlaceId, is_known: &dyn Fn(PlaceId) -> bool) -> bool {
    // A macro of its own has a meaning in each world; which one is right here, its name tells better than an arm of `#if`.
    // And one variable may be now a socket and now something else.
    if cx.is_expanded(call.span) || cx.may_be_file(place) {
        return false;
    }
    // What one system keeps a socket in may hold a pipe's handle on Windows; numbers of files are no handles.
    let is_likely = || call.name.as_str() != "CloseHandle" && (cx.is_used(place) || cx.is_told(place));
    cx.is_winsock_socket(place) || is_known(place) || is_likely()
}

fn file_as_socket(cx: &Cx, call: &Call, files: &[(BTreeSet<PlaceId>, Span)]) -> Option<Observation> {
    if call.name.as_str() != "closesocket" || cx.file.summaries.contains_key("closesocket") {
        return None;
    }
    let place = call.place(0).filter(|place| !cx.is_used(*place))?;
    let opened = files.iter().find(|(places, _)| places.contains(&place));
    let opened = opened.map(|(_, opened)| (*opened, StepKind::Acquire, "the file is opened here".to_owned()));
    let (at, kind, text) = opened.or_else(|| used_as_file(cx, place))?;
    let handle = cx.function.show_place(place);
    let because = "`closesocket` ends sockets, and this is a number of the C run-time: it stays open".to_owned();
    let words = Words { because, instead: format!("`_close({handle})`"), matters: true };
    let seen = cx.lapse(Lapse::CloseMixup, call.span, handle, words);
    let closed = cx.step(call.span, StepKind::Release, "closed here as a socket is".to_owned());
    Some(Observation { path: vec![cx.step(at, kind, text), closed], ..seen })
}

/// Where the class of which `place` is a member uses it as only files can be used, if nothing in the class does otherwise.
fn used_as_file(cx: &Cx, place: PlaceId) -> Option<(Span, StepKind, String)> {
    let (Some(class), name) = member(&cx.function, place)? else { return None };
    if cx.is_winsock_socket(place) || cx.is_told(place) {
        return None;
    }
    let models = cx.file.models;
    let given = cx.file.declared.given(class.as_str(), name.as_str());
    let is_for_sockets = |name: &str| {
        let is_api = models.function(name).is_some_and(|model| model.is_socket_api);
        is_api || name != "closesocket" && name.to_ascii_lowercase().contains("sock")
    };
    if given.iter().any(|(name, _)| is_for_sockets(name)) {
        return None;
    }
    let (name, at) = given.into_iter().find(|(name, _)| models.has_trait(name, Trait::UsesFiles))?;
    Some((at, StepKind::Use, format!("`{name}` is given it here, which knows files alone")))
}
