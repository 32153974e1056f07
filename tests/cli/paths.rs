//! The paths that findings are shown with.

use crate::sandbox::Sandbox;

const ASSERTING: &str = "\
#define check(x) do { if (!(x)) { if (is_loud()) say(#x); goto end; } } while (0)
void fetch(int port) {
    struct server *server = serve(&port);
    struct buffer *buffer = 0;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    check(s >= 0);
    buffer = wrap(s);
    check(buffer);
    use(buffer);
end:
    if (buffer) finish(buffer);
    if (server) stop(server);
}
";

#[test]
fn a_pointer_is_not_null_without_need() {
    let sandbox = Sandbox::empty().with("fetch.c", ASSERTING);
    sandbox.run(&["check", "--output-format", "json"]).ends(1).says(&["`server` is true", "`buffer` is false"]);
}

#[test]
fn a_macro_tells_where_it_led() {
    let ran = Sandbox::empty().with("fetch.c", ASSERTING).run(&["check", "--output-format", "json"]);
    ran.ends(1).says(&["`check(s >= 0)` is passed", "`check(buffer)` leads away"]);
    assert!(!ran.out.contains("is_loud"), "{}", ran.out);
}

const FORSAKEN: &str = "\
static int dial(int *fd, const struct sockaddr *to) {
    *fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (*fd < 0) return -1;
    if (connect(*fd, to, sizeof(*to)) < 0) return -1;
    return 0;
}
static int reach(int *fd, const struct sockaddr *to) {
    return dial(fd, to);
}
int ask(const struct sockaddr *to) {
    int fd;
    if (reach(&fd, to)) return -1;
    send(fd, \"?\", 1, 0);
    close(fd);
    return 0;
}
";

#[test]
fn it_is_told_where_a_callee_fails_and_leaves_the_socket() {
    let sandbox = Sandbox::empty().with("ask.c", FORSAKEN);
    sandbox
        .run(&["check"])
        .ends(1)
        .says(&["`reach` fails here and leaves it open", "`dial` fails here and leaves it open"]);
}

#[test]
fn a_path_is_shown_where_it_leads_through_a_file_without_findings() {
    let dial = "int dial(int *fd, const struct sockaddr *to) {
    *fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (*fd < 0) return -1;
    if (fcntl(*fd, F_SETFL, O_NONBLOCK) < 0) return -1;
    if (connect(*fd, to, sizeof(*to)) < 0) return -1;
    return 0;
}
";
    let ask = FORSAKEN.replace("static int reach", "int unused").replace("reach(&fd", "dial(&fd");
    let ask = &ask[ask.find("int ask").unwrap()..];
    let ran = Sandbox::empty().with("ask.c", ask).with("dial.c", dial).run(&["check"]);
    ran.ends(1).says(&[
        "ask.c:3:",
        "dial.c:4:",
        "5 │     if (connect",
        "`dial` fails here and leaves it open",
        "1 error",
    ]);
}

#[test]
fn it_is_told_where_a_callee_closes_it() {
    let helper = "static void quit(int s) {
    close(s);
}
int talk(int s) {
    if (send(s, \"?\", 1, 0) < 0) {
        quit(s);
        return -1;
    }
    return 0;
}
";
    let user = "int ask(void) {
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s < 0) return -1;
    if (talk(s) < 0) {
        close(s);
        return -1;
    }
    close(s);
    return 0;
}
";
    let ran = Sandbox::empty().with("helper.c", helper).with("user.c", user).run(&["check"]);
    ran.ends(1).says(&[
        "user.c:5:",
        "helper.c:2:",
        "6 │         quit(s);",
        "`talk` closes it here",
        "`quit` closes it here",
        "1 error",
    ]);
}
