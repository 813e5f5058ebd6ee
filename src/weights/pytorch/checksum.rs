//! The checksum of zip archives.

/// CRC-32 of IEEE 802.3, byte by byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crc32(u32);

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 {
                (value >> 1) ^ 0xedb8_8320
            } else {
                value >> 1
            };
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
};

impl Default for Crc32 {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Crc32 {
    /// Takes more bytes in.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        let step = |sum: u32, &byte: &u8| (sum >> 8) ^ TABLE[usize::from(sum as u8 ^ byte)];
        self.0 = bytes.iter().fold(self.0, step);
    }

    /// The checksum of all bytes so far.
    pub(super) fn value(self) -> u32 {
        !self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_check_value_in_two_parts() {
        let mut sum = Crc32::default();
        sum.add(b"1234");
        sum.add(b"56789");
        assert_eq!(sum.value(), 0xcbf4_3926);
        assert_eq!(Crc32::default().value(), 0);
    }
}
