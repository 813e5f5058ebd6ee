//! The published data sets of photos and captions: how their lists are named, and how large their splits are.

use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// A published data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KnownDataset {
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
    /// SYNTH-PEDES, of PLIP: photos of real people with captions by a program; to train on.
    SynthPedes,
    /// The pictures and captions of SynTBPR, both by programs; to train on.
    #[value(name = "syntbpr")]
    SynTbpr,
    /// MALS, of APTM: pictures and captions by programs; to train on.
    Mals,
    /// LUPerson-MLLM: photos of LUPerson with captions by language models; to train on.
    #[value(name = "luperson-mllm")]
    LuPersonMllm,
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

impl KnownDataset {
    /// Every data set.
    pub const ALL: [Self; 8] = [
        Self::CuhkPedes,
        Self::IcfgPedes,
        Self::RstpReid,
        Self::UFine6926,
        Self::SynthPedes,
        Self::SynTbpr,
        Self::Mals,
        Self::LuPersonMllm,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::CuhkPedes => "CUHK-PEDES",
            Self::IcfgPedes => "ICFG-PEDES",
            Self::RstpReid => "RSTPReid",
            Self::UFine6926 => "UFine6926",
            Self::SynthPedes => "SYNTH-PEDES",
            Self::SynTbpr => "SynTBPR",
            Self::Mals => "MALS",
            Self::LuPersonMllm => "LUPerson-MLLM",
        }
    }

    /// Name of its list, for messages.
    pub fn list(self) -> &'static str {
        match self {
            Self::Mals => "gene_attrs/g_*_attrs.json",
            Self::LuPersonMllm => "captions/Ts-*.json and Td-*.json",
            _ => self.files()[0],
        }
    }

    /// File names of the list of all splits, where it is one file: the usual one, and those of other descriptions.
    /// UFine6926's is not fixed: any name will do there.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::CuhkPedes => &["reid_raw.json", "caption_all.json"],
            Self::IcfgPedes => &["ICFG-PEDES.json", "ICFG_PEDES.json"],
            Self::RstpReid => &["data_captions.json"],
            Self::UFine6926 => &["UFine6926.json"],
            Self::SynthPedes => &["synthpedes-dataset.json", "synthpedes_dataset.json"],
            Self::SynTbpr => &["train_reid.json"],
            Self::Mals | Self::LuPersonMllm => &[],
        }
    }

    /// The files of a list that is several files, sorted by name; none where the folder has no such list.
    pub fn parts(self, folder: &Path) -> Vec<PathBuf> {
        let (folders, is_part): (&[&str], fn(&str) -> bool) = match self {
            Self::Mals => (&["gene_attrs", ""], |name| {
                name.starts_with("g_") && name.ends_with("_attrs.json")
            }),
            Self::LuPersonMllm => (&["captions", "caption", ""], |name| {
                (name.starts_with("Ts-") || name.starts_with("Td-")) && name.ends_with(".json")
            }),
            _ => return Vec::new(),
        };
        let within = |inner: &&str| {
            let entries = std::fs::read_dir(folder.join(inner)).ok()?.flatten();
            let mut files: Vec<PathBuf> = entries
                .filter(|entry| entry.file_name().to_str().is_some_and(is_part))
                .map(|entry| entry.path())
                .collect();
            files.sort();
            (!files.is_empty()).then_some(files)
        };
        folders.iter().find_map(within).unwrap_or_default()
    }

    /// Whether it is made for training alone: a list that names no splits is the training split.
    pub fn is_for_training(self) -> bool {
        matches!(
            self,
            Self::SynthPedes | Self::SynTbpr | Self::Mals | Self::LuPersonMllm
        )
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
        const TRAINING: [(&str, Option<Extent>); 1] = [("train", None)];
        match self {
            Self::CuhkPedes => &CUHK,
            Self::IcfgPedes => &ICFG,
            Self::RstpReid => &RSTP,
            Self::UFine6926 => &UFINE,
            Self::SynthPedes | Self::SynTbpr | Self::Mals | Self::LuPersonMllm => &TRAINING,
        }
    }

    /// Extent of all splits together, where it is published to the last photo.
    pub fn total(self) -> Option<Extent> {
        match self {
            Self::CuhkPedes => Some(extent(13_003, 40_206, 80_440)),
            Self::IcfgPedes => Some(extent(4_102, 54_522, 54_522)),
            Self::RstpReid => Some(extent(4_101, 20_505, 41_010)),
            Self::UFine6926 => Some(extent(6_926, 26_206, 52_412)),
            Self::SynthPedes => Some(extent(312_321, 4_791_711, 12_138_157)),
            // Each picture is of somebody else, and has one caption.
            Self::Mals => Some(extent(1_510_330, 1_510_330, 1_510_330)),
            Self::SynTbpr | Self::LuPersonMllm => None,
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
            // Others call their lists `train_reid.json`, too.
            let tells = *one != Self::SynTbpr;
            tells && one.files().iter().any(|file| folder.join(file).is_file())
                || !one.parts(folder).is_empty()
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
        for one in KnownDataset::ALL {
            let known: Vec<Extent> = one.splits().iter().filter_map(|(_, extent)| *extent).collect();
            if known.len() < one.splits().len() {
                continue;
            }
            let total = one.total().expect("a sum");
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
            KnownDataset::recognise(&folder("CUHK-PEDES(M)")),
            Some(KnownDataset::CuhkPedes)
        );
        assert_eq!(
            KnownDataset::recognise(&folder("ufine6926")),
            Some(KnownDataset::UFine6926)
        );
        assert_eq!(KnownDataset::recognise(&folder("RSTPReid2")), None);
        assert_eq!(
            KnownDataset::recognise(&folder("SynTBPR")),
            Some(KnownDataset::SynTbpr)
        );
        let any = folder("mine");
        std::fs::write(any.join("data_captions.json"), "[]").expect("written");
        assert_eq!(KnownDataset::recognise(&any), Some(KnownDataset::RstpReid));
        for (name, list, one) in [
            ("a", "synthpedes_dataset.json", KnownDataset::SynthPedes),
            ("b", "gene_attrs/g_4x_attrs.json", KnownDataset::Mals),
            ("c", "g_c_g_a_0_attrs.json", KnownDataset::Mals),
            ("d", "caption/Td-qwen.json", KnownDataset::LuPersonMllm),
            ("e", "Ts-shikra.json", KnownDataset::LuPersonMllm),
        ] {
            let path = folder(name).join(list);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, "[]").expect("written");
            assert_eq!(
                KnownDataset::recognise(&scratch.path().join(name)),
                Some(one),
                "{list}"
            );
        }
    }
}
