//! Lexicons as data: tables with an entry for every value of an enum, read from TOML files that are built in.
//!
//! A lexicon is refused when a key is missing, unknown or written twice, so a new value of the vocabulary cannot be
//! forgotten in one of the languages.

use serde::de::{DeserializeOwned, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Index};

/// A field-less enum whose values can be listed.
pub(crate) trait Vocabulary: Copy + fmt::Debug + DeserializeOwned + 'static {
    /// Every value, in declaration order.
    const VALUES: &'static [Self];

    /// Place of the value in [`Self::VALUES`].
    fn place(self) -> usize;
}

/// One entry for each value of `K`.
#[derive(Clone, Debug)]
pub(crate) struct Table<K, V> {
    entries: Vec<V>,
    keys: PhantomData<K>,
}

impl<K: Vocabulary, V> Index<K> for Table<K, V> {
    type Output = V;

    fn index(&self, key: K) -> &V {
        &self.entries[key.place()]
    }
}

impl<'de, K: Vocabulary, V: Deserialize<'de>> Deserialize<'de> for Table<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}

struct TableVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K: Vocabulary, V: Deserialize<'de>> Visitor<'de> for TableVisitor<K, V> {
    type Value = Table<K, V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "a table with a key for every {}",
            std::any::type_name::<K>()
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut slots: Vec<Option<V>> = K::VALUES.iter().map(|_| None).collect();
        while let Some(key) = map.next_key::<K>()? {
            if slots[key.place()].replace(map.next_value()?).is_some() {
                return Err(A::Error::custom(format_args!("{key:?} twice")));
            }
        }
        let entry = |(key, slot): (&K, Option<V>)| {
            slot.ok_or_else(|| A::Error::custom(format_args!("no entry for {key:?}")))
        };
        let entries = K::VALUES.iter().zip(slots).map(entry).collect::<Result<_, _>>()?;
        Ok(Table {
            entries,
            keys: PhantomData,
        })
    }
}

/// A list of words or templates. A lexicon is read once and stays, so its texts live as long as the program.
#[derive(Clone, Debug)]
pub(crate) struct Words(Vec<&'static str>);

impl Deref for Words {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Vec::<Text>::deserialize(deserializer)?;
        Ok(Self(texts.into_iter().map(|text| text.0).collect()))
    }
}

/// A list of pairs of words, each written as a list of two.
#[derive(Clone, Debug)]
pub(crate) struct Pairs(Vec<(&'static str, &'static str)>);

impl Deref for Pairs {
    type Target = [(&'static str, &'static str)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(Text, Text)>::deserialize(deserializer)?;
        Ok(Self(
            pairs
                .into_iter()
                .map(|(first, second)| (first.0, second.0))
                .collect(),
        ))
    }
}

/// One text of a lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text(pub &'static str);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(String::deserialize(deserializer)?.leak()))
    }
}

/// Reads a lexicon that is built in.
///
/// # Panics
/// Where the file does not hold a complete lexicon, with the place and the reason; the tests of each language read
/// its lexicon.
pub(crate) fn built_in<T: DeserializeOwned>(name: &str, text: &str) -> T {
    match toml::from_str(text) {
        Ok(lexicon) => lexicon,
        Err(error) => panic!("lexicon {name}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::Sleeves;

    type Lists = Table<Sleeves, Words>;

    #[test]
    fn every_value_has_its_entry() {
        let table: Lists = built_in("test", "long = [\"l\"]\nnone = []\nshort = [\"s\", \"t\"]");
        assert!(table[Sleeves::None].is_empty());
        assert_eq!(*table[Sleeves::Short], ["s", "t"]);
        assert_eq!(*table[Sleeves::Long], ["l"]);
    }

    #[test]
    fn missing_and_unknown_keys_are_refused_by_name() {
        for (text, part) in [
            ("long = []\nnone = []", "no entry for Short"),
            ("long = []\nnone = []\nshort = []\nhalf = []", "half"),
            ("long = []\nlong = []\nnone = []\nshort = []", "duplicate key"),
        ] {
            let error = toml::from_str::<Lists>(text).expect_err(text).to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
