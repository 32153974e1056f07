use std::io;

// The macro gives `Err` for -1, as that of libstd and mio does.
fn chained_bad(domain: i32) -> io::Result<i32> {
    syscall!(socket(domain, libc::SOCK_STREAM, 0))
        .and_then(|fd| syscall!(fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC)).map(|_| fd))
} //~ socket-leak

fn chained_with_close_ok(domain: i32) -> io::Result<i32> {
    syscall!(socket(domain, libc::SOCK_STREAM, 0)).and_then(|fd| {
        syscall!(fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC)).map(|_| fd).map_err(|error| {
            let _ = syscall!(close(fd));
            error
        })
    })
}

fn received_bad(fd: i32) -> io::Result<usize> {
    let client = syscall!(accept(fd, std::ptr::null_mut(), std::ptr::null_mut()))?;
    let mut buffer = [0u8; 16];
    let n = unsafe { libc::recv(client, buffer.as_mut_ptr().cast(), 16, 0) };
    if n < 0 {
        return Err(io::Error::last_os_error()); //~ recv-error-leak
    }
    if n == 0 {
        return Ok(0); //~ eof-leak
    }
    unsafe { libc::close(client) };
    Ok(n as usize)
}
