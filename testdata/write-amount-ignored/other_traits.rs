// Traits and types that only share a name with those of streams.
use crate::ser::Read;
use embedded_hal::blocking::spi::Write;
use std::net::TcpStream;

pub struct Display<SPI> {
    spi: SPI,
}

impl<SPI, E> Display<SPI>
where
    SPI: Write<u8, Error = E>,
{
    pub fn command_ok(&mut self, command: &[u8]) -> Result<(), E> {
        self.spi.write(command)?;
        Ok(())
    }
}

pub fn flash_ok<F: embedded_storage::nor_flash::Write>(flash: &mut F, data: &[u8]) -> Result<(), F::Error> {
    flash.write(data)?;
    Ok(())
}

pub fn value_ok<R: Read>(from: &mut R) -> Result<[u8; 8], Error> {
    let mut value = [0; 8];
    from.read(&mut value)?;
    Ok(value)
}

pub struct Stream {
    data: Vec<u8>,
}

impl Stream {
    pub fn read(&mut self, into: &mut Vec<u8>) -> Result<(), Error> {
        into.extend(&self.data);
        Ok(())
    }
}

pub fn object_ok(stream: &mut Stream) -> Result<Vec<u8>, Error> {
    let mut data = Vec::new();
    stream.read(&mut data)?;
    Ok(data)
}

pub fn stream_bad(stream: &mut TcpStream, data: &[u8]) -> std::io::Result<()> {
    stream.write(data)?; //~ write-amount-ignored
    Ok(())
}

pub fn whole_path_bad<W: std::io::Write>(to: &mut W, data: &[u8]) -> std::io::Result<()> {
    to.write(data)?; //~ write-amount-ignored
    Ok(())
}
