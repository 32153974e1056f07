//! What comes of a finding is said of this one, not of the worst of its kind.

use crate::sandbox::Sandbox;
use serde_json::Value;

/// The only finding in a file.
fn only(text: &str) -> Value {
    let sandbox = Sandbox::empty().with("one.c", text);
    let ran = sandbox.run(&["check", "--exit-zero", "--output-format", "json", "one.c"]);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let all = found["findings"].as_array().unwrap();
    assert_eq!(all.len(), 1, "{}", ran.out);
    all[0].clone()
}

fn comes_to(text: &str, words: &str) {
    let found = only(text);
    let said = found["consequence"].as_str().unwrap();
    assert!(said.contains(words), "{said}");
}

fn winsock(body: &str) -> String {
    format!("#ifdef _WIN32\n#include <winsock2.h>\n#endif\nint take(int s, char *buf, int len)\n{{\n{body}\n}}\n")
}

#[test]
fn a_code_that_is_only_shown_spoils_a_message() {
    let shown = "the message names the wrong reason";
    comes_to(&winsock("int n = recv(s, buf, len, 0);\nif (n < 0)\nperror(\"recv\");\nreturn n;"), shown);
    let kept =
        "int n = recv(s, buf, len, 0);\nif (n < 0) {\nint e = errno;\nlog_error(\"%s\", strerror(e));\n}\nreturn n;";
    comes_to(&winsock(kept), shown);
}

#[test]
fn a_code_that_decides_does_more() {
    let decides = "a retry is missed";
    comes_to(
        &winsock("int n = recv(s, buf, len, 0);\nif (n < 0 && errno == EWOULDBLOCK)\nreturn 0;\nreturn n;"),
        decides,
    );
    let both = "int n = recv(s, buf, len, 0);\nif (n < 0) {\nperror(\"recv\");\nif (errno == EWOULDBLOCK)\nreturn 0;\n}\nreturn n;";
    comes_to(&winsock(both), decides);
    let handed = "int n = recv(s, buf, len, 0);\nif (n < 0) {\nint e = errno;\nreturn e;\n}\nreturn n;";
    comes_to(&winsock(handed), decides);
}

#[test]
fn a_length_that_is_too_long_for_an_int_does_no_harm_on_linux() {
    let call = |value: &str| {
        format!("void f(int fd) {{ {value} x = 1; (void)setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &x, sizeof(&x)); }}\n")
    };
    comes_to(&call("int"), "the option is set nevertheless");
    comes_to(&call("char"), "the call fails, or sets something else");
}

#[test]
fn a_loss_that_leaves_the_loop_does_not_repeat() {
    let serve = |rest: &str| {
        let head = "void serve(int l)\n{\nfor (;;) {\nint fd = accept(l, NULL, NULL);\nif (fd < 0) {\nsleep(1);\ncontinue;\n}\n";
        let test = "if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0)\n";
        format!("{head}{test}{rest};\nclose(fd);\n}}\n}}\n")
    };
    let notes = |rest: &str| only(&serve(rest))["notes"].to_string();
    assert!(notes("continue").contains("can repeat for every connection"));
    assert!(!notes("break").contains("repeat"));
}
