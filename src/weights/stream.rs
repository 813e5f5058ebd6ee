//! Writing safetensors one tensor at a time, so that a model need not be in memory.

use crate::error::{Error, Result};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// Values converted at a time.
const CHUNK: usize = 1 << 16;

/// Writes the header and then every tensor in f32; `values` is asked for each in the order of the names.
///
/// # Errors
/// Those of `values`, values that do not fill their shape, and a sink that refuses.
pub fn write_floats(
    sink: &mut impl Write,
    shapes: &BTreeMap<String, Vec<usize>>,
    metadata: &BTreeMap<String, String>,
    mut values: impl FnMut(&str) -> Result<Vec<f32>>,
) -> Result<()> {
    let failed = |e: std::io::Error| Error::Weights(format!("cannot write: {e}"));
    let mut header = Map::new();
    header.insert("__metadata__".into(), json!(metadata));
    let mut start = 0;
    for (name, shape) in shapes {
        let end = start + 4 * shape.iter().product::<usize>();
        header.insert(
            name.clone(),
            json!({ "dtype": "F32", "shape": shape, "data_offsets": [start, end] }),
        );
        start = end;
    }
    let mut header = Value::Object(header).to_string();
    // The data behind the header starts at a multiple of eight bytes.
    header.extend(std::iter::repeat_n(
        ' ',
        header.len().next_multiple_of(8) - header.len(),
    ));
    sink.write_all(&(header.len() as u64).to_le_bytes())
        .map_err(failed)?;
    sink.write_all(header.as_bytes()).map_err(failed)?;
    let mut bytes = Vec::with_capacity(4 * CHUNK);
    for (name, shape) in shapes {
        let values = values(name)?;
        if values.len() != shape.iter().product::<usize>() {
            return Err(Error::Tensor {
                name: name.clone(),
                expected: format!("{shape:?}"),
                found: format!("{} values", values.len()),
            });
        }
        for chunk in values.chunks(CHUNK) {
            bytes.clear();
            bytes.extend(chunk.iter().flat_map(|value| value.to_le_bytes()));
            sink.write_all(&bytes).map_err(failed)?;
        }
    }
    sink.flush().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::read::read_tensors;

    #[test]
    fn what_is_streamed_reads_back() {
        let shapes = BTreeMap::from([("a.b".to_string(), vec![2, 3]), ("t".to_string(), vec![])]);
        let metadata = BTreeMap::from([("kind".to_string(), "test \"quoted\"".to_string())]);
        let mut file = Vec::new();
        let values = |name: &str| {
            Ok(if name == "t" {
                vec![0.5]
            } else {
                vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
            })
        };
        write_floats(&mut file, &shapes, &metadata, values).expect("written");
        let read = read_tensors(&file).expect("read");
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read["a.b"].shape.as_slice(), read["a.b"].values[5]),
            (&[2, 3][..], 6.0)
        );
        assert_eq!((read["t"].shape.len(), read["t"].values[0]), (0, 0.5));
    }

    #[test]
    fn values_must_fill_the_shape() {
        let shapes = BTreeMap::from([("a".to_string(), vec![2])]);
        let error = write_floats(&mut Vec::new(), &shapes, &BTreeMap::new(), |_| Ok(vec![1.0]));
        let message = error.expect_err("a value is missing").to_string();
        assert!(message.contains("`a`") && message.contains("[2]"), "{message}");
    }
}
