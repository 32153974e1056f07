//! Options, exit codes and the other commands.

use crate::sandbox::{LEAK, Sandbox, command, run_in};
use std::io::Read;
use std::process::Stdio;

fn clean() -> Sandbox {
    Sandbox::empty().with("clean.c", LEAK.replace("if (n < 0) return -1;", ""))
}

#[test]
fn exit_codes_follow_what_was_found() {
    clean().run(&["check"]).ends(0);
    let sandbox = Sandbox::new();
    sandbox.run(&["check"]).ends(1);
    sandbox.run(&["check", "--exit-zero"]).ends(0).says(&["good.c:8"]);
    sandbox.run(&["check", "--fail-on", "never"]).ends(0).says(&["good.c:8"]);
    sandbox.run(&["check", "--fail-on", "note"]).ends(1);
    for format in ["text", "json", "sarif"] {
        sandbox.run(&["check", "--output-format", format]).ends(1);
    }
}

#[test]
fn a_wrong_command_line_is_told() {
    let sandbox = Sandbox::new();
    sandbox.run(&["check", "--no-such-option"]).ends(2).says(&["--no-such-option"]);
    sandbox.run(&["check", "--threads", "0"]).ends(2);
    sandbox.run(&["chekc"]).ends(2).says(&["check"]);
    sandbox.run(&["--help"]).ends(0).says(&["Exit codes:"]);
}

#[test]
fn trouble_outranks_what_was_found() {
    Sandbox::new().run(&["check", "--exit-zero", "good.c", "gone.c"]).ends(2).says(&["good.c:8"]);
}

#[test]
fn rules_can_be_chosen() {
    let sandbox = Sandbox::new();
    sandbox.run(&["check", "--rule", "double-close"]).ends(0);
    sandbox.run(&["check", "--rule", "double-close,recv-error-leak"]).ends(1).says(&["recv-error-leak"]);
    sandbox.run(&["check", "--rule", "all"]).ends(1);
    sandbox.run(&["check", "--rule", "leak"]).ends(1).says(&["recv-error-leak"]);
    sandbox.run(&["check", "--rule", "misuse"]).ends(0);
    sandbox.run(&["check", "--rule", "leek"]).ends(2).says(&["unknown rule `leek`", "`leak`"]);
    sandbox.run(&["check", "--ignore", "recv-error-leak"]).ends(0);
    sandbox.run(&["check", "--ignore", "leak"]).ends(0);
}

#[test]
fn ignored_files_are_read_only_when_named() {
    let sandbox = Sandbox::empty().with(".sockleakignore", "third_party/\n").with("third_party/bad.c", LEAK);
    sandbox.run(&["check"]).ends(0);
    sandbox.run(&["check", "third_party/bad.c"]).ends(1).says(&["third_party/bad.c:8"]);
    sandbox.run(&["check", "--no-ignore"]).ends(1).says(&["third_party/bad.c:8"]);
}

#[test]
fn colours_are_asked_for() {
    let sandbox = Sandbox::new();
    let has_colour = |args: &[&str], env: &[(&str, &str)]| run_in(&sandbox.path(""), args, env).out.contains('\x1B');
    assert!(!has_colour(&["check"], &[]));
    assert!(has_colour(&["check", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(has_colour(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!has_colour(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!has_colour(&["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!has_colour(&["check", "--color", "always", "--output-format", "json"], &[]));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let sandbox = Sandbox::empty();
    let started = command(&sandbox.path(""), &["rules", "--functions"], &[])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = started.unwrap();
    drop(child.stdout.take());
    let mut complaints = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert!(child.wait().unwrap().success(), "{complaints}");
    assert_eq!(complaints, "");
}

#[test]
fn summaries_know_the_tree_if_told() {
    let wrapper = "int leave_it(int s);\nint quit(int s) { send(s, \"\", 1, 0); leave_it(s); return 0; }\n";
    let sandbox =
        Sandbox::empty().with("wrap.c", wrapper).with("leave.c", "int leave_it(int s) { return close(s); }\n");
    let alone = ["dump", "--summary", "wrap.c:quit"];
    sandbox.run(&alone).ends(0).says(&[
        "fn quit",
        "`s` is given to an unknown function: returns in {0}",
        "`s` is a socket",
    ]);
    sandbox.run(&["dump", "--summary", "wrap.c:quit", "--tree", "."]).ends(0).says(&["`s` is closed: returns in {0}"]);
    sandbox.run(&["dump", "--summary", "wrap.c:quitt"]).ends(2).says(&["did you mean `quit`?"]);
    sandbox.run(&["dump", "--summary", "gone.c"]).ends(2).says(&["gone.c: no such file"]);
}

#[test]
fn models_of_the_user_count() {
    let code = "int net_open(int); void net_quit(int *);\n\
        int ask(int port) {\n    int s = net_open(port);\n    if (s < 0) return -1;\n    if (send(s, \"\", 1, 0) < 0)\n        \
        return -1;\n    net_quit(&s);\n    return 0;\n}\n";
    let models = "[[function]]\nnames = [\"net_open\"]\nrole = \"acquire\"\nhandle = \"return\"\nerror = \"< 0\"\n\
        [[function]]\nnames = [\"net_quit\"]\nrole = \"release\"\nhandle = \"*0\"\n";
    let sandbox =
        Sandbox::empty().with("ask.c", code).with("net.toml", models).with("bad.toml", "[[function]]\nrole = 1\n");
    sandbox.run(&["check", "ask.c"]).ends(0);
    sandbox.run(&["check", "--models", "net.toml", "ask.c"]).ends(1).says(&[
        "ask.c:6",
        "`net_open` opens the socket here",
        "1 error",
    ]);
    sandbox.run(&["rules", "--functions", "--models", "net.toml"]).ends(0).says(&["net_open"]);
    sandbox.run(&["check", "--models", "bad.toml", "ask.c"]).ends(2).says(&["bad.toml:2:8: "]);
    sandbox.run(&["check", "--models", "gone.toml", "ask.c"]).ends(2).says(&["gone.toml: no such file"]);
}

#[test]
fn dumps_show_a_function() {
    let sandbox = Sandbox::new();
    sandbox.run(&["dump", "--ir", "good.c:fetch"]).ends(0).says(&["call recv(s, buf, size, 0)"]);
    sandbox.run(&["dump", "--cfg", "good.c"]).ends(0).says(&["flowchart TD"]);
    sandbox.run(&["dump", "--states", "good.c"]).ends(0).says(&["subject `socket(AF_INET, SOCK_STREAM, 0)` of line 3"]);
    sandbox.run(&["dump", "--states", "--world", "windows", "good.c"]).ends(0);
    sandbox.run(&["dump", "--ir", "good.c:fetsh"]).ends(2).says(&["did you mean `fetch`?"]);
    sandbox.run(&["dump", "good.c"]).ends(2);
    sandbox.run(&["dump", "--ir", "--tree", ".", "good.c"]).ends(2);
}

#[test]
fn rules_and_functions_are_listed() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["rules"]).ends(0).says(&["socket-leak", "error", "leak", "c, cpp, rust", "posix, windows"]);
    sandbox.run(&["rules", "--functions"]).ends(0).says(&["closesocket", "failure == -1"]);
    sandbox.run(&["explain", "recv-error-leak"]).ends(0).says(&["CLOSE_WAIT"]);
    sandbox.run(&["explain", "close-wait"]).ends(0).says(&["FIN_WAIT_2", "LAST_ACK"]);
}

#[test]
fn lost_tracks_are_told_on_request() {
    let text = LEAK.replace("close(s);\n    return n;", "keep(&s);\n    return n;");
    let sandbox = Sandbox::empty().with("kept.c", text);
    sandbox.run(&["check", "--show-dropped"]).says(&["kept.c:9", "`keep`"]);
}

#[test]
fn both_ends_of_a_pair_are_told_together() {
    let pair = "#include <sys/socket.h>\n#include <unistd.h>\nint run(void)\n{\n\tint pair[2];\n\
                \tif (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)\n\t\treturn -1;\n\
                \tif (listen(pair[0], 1) < 0)\n\t\treturn -1;\n\tclose(pair[0]);\n\
                \tif (listen(pair[1], 1) < 0)\n\t\treturn -1;\n\tclose(pair[1]);\n\treturn 0;\n}\n";
    let sandbox = Sandbox::empty().with("pair.c", pair);
    sandbox.run(&["check"]).ends(1).says(&[
        "error[socket-leak]: sockets `pair[0]` and `pair[1]` from `socketpair` are lost on 2 ways through `run`",
        "left here with `pair[0]` open; likewise `pair[1]`",
        "left here with `pair[1]` open\n",
        "help: close `pair[0]` on the way to this exit, or hand it to something that will close it; likewise `pair[1]`",
    ]);
}
