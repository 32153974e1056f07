// Sockets of windows-sys: numbers, in every version.
use std::io;
use std::os::windows::io::{FromRawSocket, OwnedSocket};
use windows_sys::Win32::Networking::WinSock::{
    AF_INET, INVALID_SOCKET, SOCK_STREAM, SOCKET, SOCKET_ERROR, SOL_SOCKET, SO_RCVTIMEO, accept, closesocket, listen, recv,
    setsockopt, socket, WSASocketW,
};

fn early_return_bad() -> io::Result<OwnedSocket> {
    let s = unsafe { socket(AF_INET as i32, SOCK_STREAM, 0) };
    if s == INVALID_SOCKET {
        return Err(io::Error::last_os_error());
    }
    if unsafe { listen(s, 16) } == SOCKET_ERROR {
        return Err(io::Error::last_os_error()); //~ socket-leak
    }
    Ok(unsafe { OwnedSocket::from_raw_socket(s as _) })
}

fn early_return_ok() -> io::Result<OwnedSocket> {
    let s = unsafe { WSASocketW(AF_INET as i32, SOCK_STREAM, 0, std::ptr::null(), 0, 0) };
    if s == INVALID_SOCKET {
        return Err(io::Error::last_os_error());
    }
    if unsafe { listen(s, 16) } == SOCKET_ERROR {
        let error = io::Error::last_os_error();
        unsafe { closesocket(s) };
        return Err(error);
    }
    Ok(unsafe { OwnedSocket::from_raw_socket(s as _) })
}

fn receive_bad(listener: SOCKET, buffer: &mut [u8]) -> bool {
    let s = unsafe { accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if s == INVALID_SOCKET {
        return false;
    }
    let n = unsafe { recv(s, buffer.as_mut_ptr(), buffer.len() as i32, 0) };
    if n == SOCKET_ERROR {
        return false; //~ recv-error-leak
    }
    unsafe { closesocket(s) };
    n > 0
}

fn closed_twice_bad(listener: SOCKET) {
    let s = unsafe { accept(listener, std::ptr::null_mut(), std::ptr::null_mut()) };
    if s != INVALID_SOCKET {
        unsafe { closesocket(s) };
        unsafe { closesocket(s) }; //~ double-close
    }
}

fn timeout_bad(s: SOCKET, milliseconds: u32) {
    unsafe {
        setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &milliseconds as *const u32 as *const u8, 4); //~ unchecked-setsockopt
        recv(s, std::ptr::null_mut(), 0, 0);
    }
}
