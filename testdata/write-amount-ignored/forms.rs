use std::io::Write;
use std::net::TcpStream;

fn matched_bad(stream: &mut TcpStream, frame: &[u8]) -> bool {
    match stream.write(frame) { //~ write-amount-ignored
        Ok(_) => true,
        Err(_) => false,
    }
}

fn if_let_bad(stream: &mut TcpStream, frame: &[u8]) {
    if let Err(error) = stream.write(frame) { //~ write-amount-ignored
        eprintln!("{error}");
    }
}

fn asked_bad(stream: &mut TcpStream, frame: &[u8]) -> bool {
    stream.write(frame).is_ok() //~ write-amount-ignored
}

async fn in_a_task_bad(stream: &mut tokio::net::TcpStream, frame: &[u8]) -> bool {
    stream.write(frame).await.is_ok() //~ write-amount-ignored
}

fn used_ok(stream: &mut TcpStream, frame: &[u8]) -> usize {
    match stream.write(frame) {
        Ok(n) => n,
        Err(_) => 0,
    }
}

fn whole_ok(stream: &mut TcpStream, frame: &[u8]) -> bool {
    stream.write_all(frame).is_ok()
}

fn passed_on_bad(stream: &mut TcpStream, frame: &[u8]) -> std::io::Result<()> {
    stream.write(frame)?; //~ write-amount-ignored
    stream.write(frame).unwrap(); //~ write-amount-ignored
    Ok(())
}

fn in_memory_ok(buffer: &mut Vec<u8>, frame: &[u8]) -> bool {
    buffer.write(frame).is_ok()
}

// A device takes a packet whole or not at all.
async fn to_a_device_ok(device: &mut tokio::io::WriteHalf<tun::AsyncDevice>, packet: &[u8]) {
    if let Err(error) = device.write(packet).await {
        eprintln!("{error}");
    }
}

fn to_a_packet_filter_ok(filter: &mut bpf::WriteHalf, packet: &[u8]) {
    if let Err(error) = filter.write(packet) {
        eprintln!("{error}");
    }
}

async fn to_a_half_bad(half: &mut tokio::io::WriteHalf<TcpStream>, frame: &[u8]) {
    if let Err(error) = half.write(frame).await { //~ write-amount-ignored
        eprintln!("{error}");
    }
}
