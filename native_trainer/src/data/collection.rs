//! The published data sets of photos and captions: how their lists are named, and how large their splits are.

use clap::ValueEnum;
use std::path::Path;

/// A published data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Collection {
    /// CUHK-PEDES.
    CuhkPedes,
    /// ICFG-PEDES.
    IcfgPedes,
    /// RSTPReid.
    #[value(name = "rstpreid")]
    RstpReid,
    /// UFine6926, the training and test data of UFineBench.
    #[value(name = "ufine6926")]
    UFine6926,
}

/// How much there should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// People.
    pub identities: usize,
    /// Photos.
    pub images: usize,
    /// Captions in one language.
    pub captions: usize,
}

const fn extent(identities: usize, images: usize, captions: usize) -> Extent {
    Extent {
        identities,
        images,
        captions,
    }
}

impl Collection {
    /// Every data set.
    pub const ALL: [Self; 4] = [Self::CuhkPedes, Self::IcfgPedes, Self::RstpReid, Self::UFine6926];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::CuhkPedes => "CUHK-PEDES",
            Self::IcfgPedes => "ICFG-PEDES",
            Self::RstpReid => "RSTPReid",
            Self::UFine6926 => "UFine6926",
        }
    }

    /// File name of the list of all splits. UFine6926's is not fixed by its description: any name will do there.
    pub fn list(self) -> &'static str {
        match self {
            Self::CuhkPedes => "reid_raw.json",
            Self::IcfgPedes => "ICFG-PEDES.json",
            Self::RstpReid => "data_captions.json",
            Self::UFine6926 => "UFine6926.json",
        }
    }

    /// The official splits, with their extent where it is published.
    pub fn splits(self) -> &'static [(&'static str, Option<Extent>)] {
        const CUHK: [(&str, Option<Extent>); 3] = [
            ("train", Some(extent(11_003, 34_054, 68_126))),
            ("val", Some(extent(1_000, 3_078, 6_158))),
            ("test", Some(extent(1_000, 3_074, 6_156))),
        ];
        const ICFG: [(&str, Option<Extent>); 2] = [
            ("train", Some(extent(3_102, 34_674, 34_674))),
            ("test", Some(extent(1_000, 19_848, 19_848))),
        ];
        const RSTP: [(&str, Option<Extent>); 3] = [
            ("train", Some(extent(3_701, 18_505, 37_010))),
            ("val", Some(extent(200, 1_000, 2_000))),
            ("test", Some(extent(200, 1_000, 2_000))),
        ];
        const UFINE: [(&str, Option<Extent>); 2] = [("train", None), ("test", None)];
        match self {
            Self::CuhkPedes => &CUHK,
            Self::IcfgPedes => &ICFG,
            Self::RstpReid => &RSTP,
            Self::UFine6926 => &UFINE,
        }
    }

    /// Extent of all splits together.
    pub fn total(self) -> Extent {
        match self {
            Self::CuhkPedes => extent(13_003, 40_206, 80_440),
            Self::IcfgPedes => extent(4_102, 54_522, 54_522),
            Self::RstpReid => extent(4_101, 20_505, 41_010),
            Self::UFine6926 => extent(6_926, 26_206, 52_412),
        }
    }

    /// Which one a folder holds, by the name of its list or of the folder.
    pub fn recognise(folder: &Path) -> Option<Self> {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let by_list = |one: &Self| {
            let mailed = *one == Self::CuhkPedes && folder.join("caption_all.json").is_file();
            mailed || folder.join(one.list()).is_file()
        };
        let by_name = |one: &Self| {
            let own = one.name().to_lowercase();
            // The multilingual versions are called `NAME(M)`.
            name.strip_prefix(own.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let find = |is: &dyn Fn(&Self) -> bool| Self::ALL.into_iter().find(is);
        find(&by_list).or_else(|| find(&by_name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_splits_make_up_the_whole() {
        for one in Collection::ALL {
            let known: Vec<Extent> = one.splits().iter().filter_map(|(_, extent)| *extent).collect();
            if known.len() < one.splits().len() {
                continue;
            }
            let total = one.total();
            assert_eq!(
                known.iter().map(|e| e.identities).sum::<usize>(),
                total.identities
            );
            assert_eq!(known.iter().map(|e| e.images).sum::<usize>(), total.images);
            assert_eq!(known.iter().map(|e| e.captions).sum::<usize>(), total.captions);
        }
    }

    #[test]
    fn folders_are_recognised_by_list_and_by_name() {
        let scratch = tempfile::tempdir().expect("a folder");
        let folder = |name: &str| {
            let path = scratch.path().join(name);
            std::fs::create_dir(&path).expect("a folder");
            path
        };
        assert_eq!(
            Collection::recognise(&folder("CUHK-PEDES(M)")),
            Some(Collection::CuhkPedes)
        );
        assert_eq!(
            Collection::recognise(&folder("ufine6926")),
            Some(Collection::UFine6926)
        );
        assert_eq!(Collection::recognise(&folder("RSTPReid2")), None);
        let any = folder("mine");
        std::fs::write(any.join("data_captions.json"), "[]").expect("written");
        assert_eq!(Collection::recognise(&any), Some(Collection::RstpReid));
    }
}
