//! Levels, words and what becomes of several sightings.

use super::*;
use crate::report::Diagnostic;
use crate::rules::{Condition, Level};

fn only(observations: Vec<Observation>) -> Diagnostic {
    let mut report = report(observations, Vec::new());
    assert_eq!(report.diagnostics.len(), 1, "{:#?}", report.diagnostics);
    report.diagnostics.remove(0)
}

fn of_worlds(posix: Vec<Observation>, windows: Vec<Observation>, text: &str) -> Vec<Diagnostic> {
    let rules = Rules::embedded();
    let findings = select(&rules, worlds(posix, windows));
    let source = SourceFile::new(FileId(0), "serve.c", Language::C, text.as_bytes().to_vec());
    Report::new(findings, Vec::new(), Suppressions::new(&rules), Scope::default(), &Selection::new(&rules), &source)
        .diagnostics
}

fn lost_by(exit: Exit, peer: Option<PeerGone>) -> Observation {
    let call = peer.map(|peer| Name::new(if peer == PeerGone::SendError { "send" } else { "recv" }));
    Observation { peer_call: call, ..observation(ObservationKind::Lost { exit, peer }, at("return -2;", 0)) }
}

#[test]
fn the_more_specific_rule_speaks() {
    let cases = [
        (Exit::Return, None, "socket-leak", "socket `fd` is still open when `serve` returns"),
        (Exit::End, None, "socket-leak", "socket `fd` is still open when `serve` ends"),
        (Exit::Scope, None, "socket-leak", "socket `fd` is still open when its scope in `serve` is left"),
        (Exit::Freed, None, "socket-leak", "socket `fd` is still open when the object that holds it is freed"),
        (Exit::Overwrite, None, "overwritten-socket", "the last reference to open socket `fd` is overwritten"),
        (
            Exit::Overwrite,
            Some(PeerGone::RecvError),
            "recv-error-leak",
            "socket `fd` is still open when its last reference is overwritten after `recv` failed",
        ),
        (
            Exit::Return,
            Some(PeerGone::RecvTimeout),
            "recv-error-leak",
            "socket `fd` is still open when `serve` returns after `recv` timed out",
        ),
        (
            Exit::Return,
            Some(PeerGone::Eof),
            "eof-leak",
            "socket `fd` is still open when `serve` returns after `recv` gave 0 bytes",
        ),
        (
            Exit::Return,
            Some(PeerGone::EofOrError),
            "eof-leak",
            "socket `fd` is still open when `serve` returns after `recv` failed or returned 0",
        ),
        (
            Exit::Return,
            Some(PeerGone::SendError),
            "send-error-leak",
            "socket `fd` is still open when `serve` returns after `send` failed",
        ),
    ];
    for (exit, peer, rule, message) in cases {
        let diagnostic = only(vec![lost_by(exit, peer)]);
        assert_eq!((diagnostic.rule.id.as_str(), diagnostic.message.as_str()), (rule, message));
        assert_eq!(diagnostic.level, Level::Error);
    }
}

#[test]
fn one_exit_is_told_once_by_the_most_telling_path() {
    let seen = [None, Some(PeerGone::RecvError), Some(PeerGone::Eof), Some(PeerGone::SendError)];
    let seen = seen.map(|peer| lost_by(Exit::Return, peer));
    assert_eq!(only(seen.to_vec()).rule.id, "eof-leak");
    let mut unsure = lost_by(Exit::Return, Some(PeerGone::Eof));
    unsure.confidence = Confidence::Possible;
    assert_eq!(only(vec![unsure, lost_by(Exit::Return, None)]).rule.id, "socket-leak");
}

#[test]
fn a_borrowed_socket_is_spoken_of_as_such() {
    let left = |row| Observation {
        acquired: None,
        peer_call: Some(Name::new("recv")),
        ..observation(ObservationKind::LeftOpen { peer: PeerGone::RecvError, row }, at("return -2;", 0))
    };
    let sure = only(vec![left(2)]);
    assert_eq!(sure.message, "`serve` leaves socket `fd` open after `recv` failed, and tells nobody");
    assert_eq!(sure.level, Level::Warning);
    let unsure = only(vec![left(7)]);
    assert_eq!(unsure.level, Level::Note);
    assert!(unsure.notes[0].contains("no caller of `serve` was found"), "{:?}", unsure.notes);
}

#[test]
fn the_end_of_the_process_is_a_note() {
    let seen = Observation { at_process_end: true, ..lost_by(Exit::Return, None) };
    let diagnostic = only(vec![seen]);
    assert_eq!(diagnostic.level, Level::Note);
    assert!(diagnostic.notes[0].contains("the process ends here"));
}

#[test]
fn a_loss_inside_the_loop_repeats() {
    let mut seen = lost_by(Exit::Scope, None);
    seen.acquired.as_mut().unwrap().in_loop = true;
    assert!(only(vec![seen.clone()]).notes[0].contains("can repeat for every connection"));
    seen.kind = ObservationKind::Lost { exit: Exit::Return, peer: None };
    assert_eq!(only(vec![seen]).notes, Vec::<String>::new());
}

#[test]
fn options_are_graded() {
    let unchecked = |calls| observation(ObservationKind::UncheckedOption { calls }, at("setsockopt", 0));
    let grave = only(vec![unchecked(vec![option_call("SO_RCVTIMEO", true), option_call("TCP_NODELAY", false)])]);
    assert_eq!(grave.level, Level::Warning);
    assert_eq!(grave.message, "nobody looks whether setting `SO_RCVTIMEO` on `fd` worked");
    let mild = only(vec![unchecked(vec![option_call("TCP_NODELAY", false)])]);
    assert_eq!(mild.level, Level::Note);
    let unknown = only(vec![unchecked(vec![option_call("", true)])]);
    assert_eq!(unknown.message, "nobody looks whether setting an option on `fd` worked");
}

#[test]
fn worlds_are_united_and_named() {
    let seen = || vec![lost_by(Exit::Return, None)];
    let notes = |diagnostics: Vec<Diagnostic>| diagnostics[0].notes.clone();
    let asks = "#ifdef _WIN32\n#endif\n";
    assert_eq!(of_worlds(seen(), seen(), asks).len(), 1);
    assert_eq!(notes(of_worlds(seen(), seen(), asks)), Vec::<String>::new());
    assert_eq!(notes(of_worlds(seen(), vec![], asks)), ["only when `_WIN32` is not defined"]);
    assert_eq!(notes(of_worlds(vec![], seen(), asks)), ["only when `_WIN32` is defined"]);
    let other = "only with some choices of the `#if` conditions";
    assert_eq!(notes(of_worlds(vec![], seen(), "#ifdef USE_TLS\n#endif\n")), [other]);
}

#[test]
fn a_world_that_did_not_look_says_nothing() {
    let mut runs = worlds(vec![lost_by(Exit::Return, None)], vec![]);
    // What is seen in one world only of a file that is for Windows anyway depends on something else.
    runs[0].is_for_windows = true;
    assert_eq!(select(&Rules::embedded(), runs.clone())[0].condition, Some(Condition::Other));
    runs[1].functions.clear();
    assert_eq!(select(&Rules::embedded(), runs)[0].condition, None);
}

#[test]
fn what_is_unsure_is_counted_and_hidden() {
    let report = rich_report();
    assert_eq!(report.stats.hidden, 1);
    assert_eq!((report.stats.errors, report.stats.warnings, report.stats.notes), (3, 1, 0));
    let places: Vec<u32> = report.diagnostics.iter().map(|diagnostic| diagnostic.primary.at.span.start).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn fingerprints_do_not_depend_on_lines() {
    let seen = || vec![lost_by(Exit::Return, None)];
    let one = &of_worlds(seen(), seen(), SERVE)[0].identity.fingerprint;
    let two = lost("return -3;", None);
    let both = of_worlds(vec![two.clone(), seen().remove(0)], vec![], SERVE);
    assert_eq!(both.iter().filter(|diagnostic| diagnostic.identity.fingerprint == *one).count(), 1);
    assert_ne!(both[0].identity.fingerprint, both[1].identity.fingerprint);
    assert_eq!(one.len(), 16);
}

#[test]
fn texts_keep_the_conventions() {
    let report = rich_report();
    for diagnostic in &report.diagnostics {
        let texts = [&diagnostic.message, &diagnostic.primary.text, &diagnostic.help, &diagnostic.consequence];
        for text in texts.into_iter().chain(&diagnostic.notes).chain(&diagnostic.doubts) {
            assert!(!text.ends_with('.') && !text.contains(['{', '}']), "{text}");
            assert!(text.starts_with('`') || text.starts_with(char::is_lowercase), "{text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{text}");
            assert!(!text.contains("  ") && !text.ends_with(' '), "{text}");
        }
    }
}

#[test]
fn a_rule_is_one_page() {
    let mut rules = Rules::embedded();
    let page = include_str!("../../../rules/_template.md")
        .replace("on = [\"lost\"]", "on = [\"lost\"]\nacquired-by = [\"accept\"]");
    rules.add("accepted-leak.md", &page.replace("# rule-id", "# accepted-leak")).unwrap();
    let findings = select(&rules, worlds(vec![lost("return -2;", None)], vec![]));
    assert_eq!(findings[0].rule.id, "accepted-leak");
}
