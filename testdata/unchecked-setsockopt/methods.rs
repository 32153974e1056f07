use std::net::TcpStream;
use std::time::Duration;

fn let_underscore_bad(stream: &TcpStream) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5))); //~ unchecked-setsockopt
}

fn ok_bad(stream: &TcpStream) {
    stream.set_nonblocking(true).ok(); //~ unchecked-setsockopt
}

fn hint_perhaps(stream: &TcpStream) {
    let _ = stream.set_nodelay(true); //~ note unchecked-setsockopt
}

fn with_a_reason_ok(stream: &TcpStream) {
    // A stream that was shut down refuses; the read below tells.
    let _ = stream.set_read_timeout(None);
}

fn checked_ok(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nonblocking(true)?;
    if stream.set_nodelay(true).is_err() {
        eprintln!("slow");
    }
    Ok(())
}

fn raw_bad(fd: i32, timeout: &libc::timeval) {
    unsafe {
        libc::setsockopt(fd, libc::SOL_SOCKET, libc::SO_RCVTIMEO, pointer(timeout), 16); //~ unchecked-setsockopt
    }
}

fn of_another_type_ok(session: &mut Session) {
    session.set_read_timeout(None);
}

async fn lingers_perhaps(stream: tokio::net::TcpStream) {
    let _ = stream.set_linger(None); //~ note unchecked-setsockopt
    serve(stream).await;
}
