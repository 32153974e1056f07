// The same of winapi and of the crate windows, by their paths.
use std::io;

fn by_path_bad() -> io::Result<winapi::um::winsock2::SOCKET> {
    let s = unsafe { winapi::um::winsock2::socket(2, 1, 0) };
    if s == winapi::um::winsock2::INVALID_SOCKET {
        return Err(io::Error::last_os_error());
    }
    if unsafe { winapi::um::winsock2::listen(s, 16) } != 0 {
        return Err(io::Error::last_os_error()); //~ socket-leak
    }
    Ok(s)
}

fn by_path_ok() -> io::Result<winapi::um::winsock2::SOCKET> {
    let s = unsafe { winapi::um::winsock2::socket(2, 1, 0) };
    if s == winapi::um::winsock2::INVALID_SOCKET {
        return Err(io::Error::last_os_error());
    }
    if unsafe { winapi::um::winsock2::listen(s, 16) } != 0 {
        let error = io::Error::last_os_error();
        unsafe { winapi::um::winsock2::closesocket(s) };
        return Err(error);
    }
    Ok(s)
}

mod renamed {
    use windows::Win32::Networking::WinSock as ws;

    fn in_a_result_bad() -> windows::core::Result<()> {
        let s = unsafe { ws::socket(2, ws::SOCK_STREAM, 0)? };
        bind_to_port(9)?; //~ socket-leak
        unsafe { ws::closesocket(s) };
        Ok(())
    }

    fn in_a_result_ok() -> windows::core::Result<()> {
        let s = unsafe { ws::socket(2, ws::SOCK_STREAM, 0)? };
        let bound = bind_to_port(9);
        unsafe { ws::closesocket(s) };
        bound
    }
}
