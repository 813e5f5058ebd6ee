//! The person behind the clothes: subject, build, hair, action and view in Chinese.

use crate::attributes::{Action, Age, Build, Facing, HairColour, HairStyle, Sex};
use crate::caption::Chooser;
use crate::description::{Description, Hair};

/// Nouns for a person, most common first.
pub(super) fn subjects(sex: Sex, age: Age) -> &'static [&'static str] {
    match (sex, age) {
        (Sex::Male, Age::Child) => &["男孩", "小男孩", "小孩", "小男生", "男孩子", "小朋友", "男童"],
        (Sex::Male, Age::Young) => &[
            "年轻男子",
            "男生",
            "男子",
            "帅哥",
            "男孩",
            "年轻男人",
            "小伙子",
            "年轻男性",
            "男青年",
            "小哥",
        ],
        (Sex::Male, Age::Adult) => &[
            "男子",
            "男人",
            "成年男子",
            "中年人",
            "男士",
            "男性",
            "中年男子",
            "中年男人",
            "成年男性",
            "大叔",
        ],
        (Sex::Male, Age::Elderly) => &[
            "老年男子",
            "老人",
            "老年男性",
            "老头",
            "老年人",
            "老大爷",
            "年长男子",
            "老先生",
            "老爷爷",
        ],
        (Sex::Female, Age::Child) => &["女孩", "小女孩", "小孩", "小女生", "女孩子", "小姑娘", "女童"],
        (Sex::Female, Age::Young) => &[
            "年轻女子",
            "女生",
            "女子",
            "女孩子",
            "美女",
            "年轻姑娘",
            "年轻女人",
            "姑娘",
            "年轻女性",
            "女孩",
            "女青年",
            "小姐姐",
        ],
        (Sex::Female, Age::Adult) => &[
            "女子",
            "女人",
            "成年女子",
            "中年女人",
            "妇女",
            "女士",
            "女性",
            "中年女子",
            "中年妇女",
            "成年女性",
            "阿姨",
        ],
        (Sex::Female, Age::Elderly) => &[
            "老年女子",
            "老太太",
            "老年女性",
            "老人",
            "老年人",
            "老奶奶",
            "年长女子",
            "老年妇女",
            "老婆婆",
        ],
    }
}

/// A noun for the person; age is left open now and then, as real captions do.
pub(super) fn subject(description: &Description, lexicon: &mut Chooser<'_>) -> &'static str {
    let grown = matches!(description.age, Age::Young | Age::Adult);
    if grown && lexicon.chance(0.5) {
        let open: &[&str] = match description.sex {
            Sex::Male => &["男子", "男人", "男士", "男子", "男性"],
            Sex::Female => &["女子", "女人", "女士", "女子", "妇女"],
        };
        return lexicon.pick(open);
    }
    lexicon.pick(subjects(description.sex, description.age))
}

/// 一名, 一位 or 一个, as fits the noun.
pub(super) fn counted(subject: &str, lexicon: &mut Chooser<'_>) -> &'static str {
    if subject.ends_with("先生") {
        "一位"
    } else if ["男人", "女人", "老头"].iter().any(|end| subject.ends_with(end)) {
        "一个"
    } else if subject.contains(['孩', '童', '友', '伙', '的', '哥', '小']) || subject.ends_with("姑娘")
    {
        lexicon.pick(&["一个", "一个", "一名"])
    } else if subject.contains(['老', '士', '长']) {
        lexicon.pick(&["一位", "一位", "一名", "一位", "一个"])
    } else {
        lexicon.pick(&["一名", "一个", "一位", "一名", "一名"])
    }
}

/// Words for a build, to stand before 的; none for an average one.
pub(super) fn build(build: Build, sex: Sex) -> &'static [&'static str] {
    match (build, sex) {
        (Build::Average, _) => &[],
        (Build::Slim, Sex::Male) => &["身材偏瘦", "偏瘦", "身材瘦削", "身材消瘦", "清瘦"],
        (Build::Slim, Sex::Female) => &["身材苗条", "偏瘦", "身材偏瘦", "身材纤细", "身形瘦削"],
        (Build::Heavy, Sex::Male) => &[
            "身材壮实",
            "体型偏胖",
            "身材偏胖",
            "体格壮实",
            "体型壮实",
            "微胖",
            "身材魁梧",
        ],
        (Build::Heavy, Sex::Female) => &["体型偏胖", "微胖", "身材偏胖", "体态丰满", "身材丰满", "偏胖"],
    }
}

/// Words for a hair colour with 色 and clipped, most common first.
pub(super) fn hair_colour(colour: HairColour) -> &'static [(&'static str, &'static str)] {
    match colour {
        HairColour::Black => &[("黑色", "黑"), ("黑色", "黑"), ("黑色", "黑"), ("乌黑", "乌黑")],
        HairColour::DarkBrown => &[
            ("深棕色", "深棕色"),
            ("深褐色", "深褐色"),
            ("深棕色", "深棕色"),
            ("棕色", "棕"),
            ("棕黑色", "棕黑色"),
            ("深色", "深色"),
            ("黑褐色", "黑褐色"),
        ],
        HairColour::Brown => &[
            ("棕色", "棕色"),
            ("褐色", "褐色"),
            ("浅棕色", "浅棕色"),
            ("栗色", "栗色"),
            ("棕褐色", "棕褐色"),
            ("咖啡色", "咖啡色"),
        ],
        HairColour::Blond => &[
            ("金色", "金"),
            ("金色", "金"),
            ("浅黄色", "浅黄色"),
            ("黄色", "黄"),
            ("金黄色", "金"),
            ("浅金色", "浅金色"),
        ],
        HairColour::Red => &[
            ("红棕色", "红棕色"),
            ("红色", "红"),
            ("橘色", "橘色"),
            ("酒红色", "酒红色"),
            ("橘红色", "橘红色"),
            ("姜红色", "姜红色"),
        ],
        HairColour::Grey => &[
            ("灰白", "灰白"),
            ("灰色", "灰"),
            ("银灰色", "银灰"),
            ("花白", "花白"),
            ("灰白色", "灰白"),
        ],
        HairColour::White => &[
            ("白色", "白"),
            ("全白", "白"),
            ("花白", "花白"),
            ("银白", "银白"),
            ("雪白", "雪白"),
        ],
        HairColour::Dyed => &[
            ("染色", "染色"),
            ("彩色", "彩色"),
            ("颜色鲜艳的", "彩色"),
            ("染过的", "染色"),
            ("亮彩色", "亮彩色"),
        ],
    }
}

/// Verb and noun for a hair style, most common first; the colour goes before the noun.
pub(super) fn hair_style(style: HairStyle) -> &'static [(&'static str, &'static str)] {
    match style {
        HairStyle::Bald => &[("", "光头"), ("", "光头"), ("剃着", "光头"), ("", "秃头")],
        HairStyle::Buzz => &[
            ("留着", "寸头"),
            ("留着", "平头"),
            ("留着", "圆寸"),
            ("留着", "短寸"),
            ("剃着", "寸头"),
            ("留着", "板寸"),
        ],
        HairStyle::Short => &[
            ("留着", "短发"),
            ("留着", "短发"),
            ("留着", "短直发"),
            ("留", "短发"),
            ("一头", "短发"),
        ],
        HairStyle::Bob => &[
            ("留着", "齐肩短发"),
            ("留着", "波波头"),
            ("留着", "齐耳短发"),
            ("留着", "及肩发"),
            ("留着", "中长发"),
            ("留着", "齐肩发"),
            ("留着", "中短发"),
        ],
        HairStyle::Long => &[
            ("留着", "长发"),
            ("披着", "长发"),
            ("留着", "长直发"),
            ("留着", "披肩发"),
            ("留着", "披肩长发"),
            ("一头", "长直发"),
        ],
        HairStyle::LongCurly => &[
            ("留着", "长卷发"),
            ("披着", "长卷发"),
            ("留着", "波浪长发"),
            ("留着", "卷曲长发"),
            ("一头", "大波浪长发"),
        ],
        HairStyle::Curly => &[
            ("留着", "卷发"),
            ("留着", "短卷发"),
            ("留着", "卷短发"),
            ("一头", "短卷发"),
            ("留着", "卷毛短发"),
        ],
        HairStyle::Ponytail => &[
            ("扎着", "马尾"),
            ("扎着", "马尾辫"),
            ("扎着", "高马尾"),
            ("扎着", "长马尾"),
            ("梳着", "马尾"),
            ("绑着", "马尾"),
        ],
        HairStyle::Bun => &[
            ("盘着", "发髻"),
            ("扎着", "丸子头"),
            ("盘着", "丸子头"),
            ("梳着", "发髻"),
            ("扎着", "发髻"),
        ],
        HairStyle::Braid => &[
            ("扎着", "辫子"),
            ("编着", "辫子"),
            ("梳着", "辫子"),
            ("扎着", "麻花辫"),
        ],
    }
}

/// Verb and noun for the hair, with its colour most of the time.
pub(super) fn hair(hair: Hair, lexicon: &mut Chooser<'_>) -> (&'static str, String) {
    let (verb, noun) = lexicon.pick(hair_style(hair.style));
    if hair.style == HairStyle::Bald || lexicon.chance(0.25) {
        return (if verb == "一头" { "留着" } else { verb }, noun.to_owned());
    }
    let (long, short) = lexicon.pick(hair_colour(hair.colour));
    // "黑短发" is fine, "黑短直发", "黑马尾" and "黑寸头" are not.
    let clipped = noun.ends_with('发') && noun.chars().count() < 3 && lexicon.chance(0.25);
    (verb, format!("{}{noun}", if clipped { short } else { long }))
}

/// What the person does, ways to say it in any view.
pub(super) fn action(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &["站着", "站立着", "站着", "站在原地", "站在那里", "静静站着"],
        Action::Walking => &[
            "正在走路",
            "正在行走",
            "走着",
            "在走路",
            "正走着",
            "正在走路",
            "正在步行",
            "迈步行走",
        ],
        Action::Running => &["正在跑步", "正在奔跑", "正在跑步", "在跑步"],
        Action::Sitting => &["坐着", "坐在那里", "坐着", "坐着", "坐在那儿"],
        Action::Calling => &["正在打电话", "打着电话", "拿着手机打电话", "正在接电话"],
        Action::LookingAtPhone => &[
            "正在看手机",
            "看着手机",
            "玩手机",
            "低头玩手机",
            "低头看手机",
            "盯着手机看",
        ],
        Action::HandsInPockets => &[
            "双手插兜",
            "手插在口袋里",
            "双手插在口袋里",
            "两手插兜",
            "手插着兜",
        ],
        Action::ArmsCrossed => &["双臂交叉", "双手抱胸", "抱着双臂", "双臂抱在胸前"],
        Action::HandsOnHips => &["双手叉腰", "叉着腰", "双手叉在腰上", "两手叉腰"],
        Action::ArmRaised => &[
            "举着一只手",
            "抬起一只胳膊",
            "举着手",
            "举起一只手",
            "扬起一只手臂",
        ],
        Action::Carrying => &["手里拿着东西", "手里提着东西", "双手拿着东西", "手中拿着东西"],
        Action::Pushing => &["推着车", "手推着车", "正推着车", "推着一辆车"],
    }
}

/// Which side is seen, as a predicate.
pub(super) fn facing(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &["面对镜头", "正对镜头", "面朝镜头", "正面朝前", "面向镜头"],
        Facing::Left => &["面朝左侧", "侧身朝左", "面向左边", "朝向左侧", "脸朝左"],
        Facing::Right => &["面朝右侧", "侧身朝右", "面向右边", "朝向右侧", "脸朝右"],
        Facing::Back => &["背对镜头", "背对着镜头", "背朝镜头", "背向镜头"],
    }
}

/// Moving in the direction of the view.
pub(super) fn moving(action: Action, facing: Facing) -> Option<&'static [&'static str]> {
    Some(match (action, facing) {
        (Action::Walking, Facing::Front) => &["迎面走来", "朝镜头走来", "面向镜头行走", "正朝前走来"],
        (Action::Walking, Facing::Back) => &["背对镜头行走", "往前走", "背对镜头往前走", "向远处走去"],
        (Action::Walking, Facing::Left) => &["向左走", "往左走", "正朝左边走", "朝左行走"],
        (Action::Walking, Facing::Right) => &["向右走", "往右走", "正朝右边走", "朝右行走"],
        (Action::Running, Facing::Front) => &["迎面跑来", "朝镜头跑来", "向前跑来", "面向镜头奔跑"],
        (Action::Running, Facing::Back) => &["背对镜头跑步", "往前跑", "向远处跑去", "背对镜头奔跑"],
        (Action::Running, Facing::Left) => &["向左跑", "往左跑", "朝左边跑", "朝左奔跑"],
        (Action::Running, Facing::Right) => &["向右跑", "往右跑", "朝右边跑", "朝右奔跑"],
        _ => return None,
    })
}

/// Predicates for action and view together, none where neither is to be said.
pub(super) fn pose(
    description: &Description,
    say_action: bool,
    say_view: bool,
    lexicon: &mut Chooser<'_>,
) -> Vec<String> {
    let view = description.facing;
    let act = description.action.filter(|_| say_action);
    if let Some(act) = act
        && say_view
        && let Some(words) = moving(act, view)
    {
        return vec![lexicon.pick(words).to_owned()];
    }
    let act = act.map(|act| lexicon.pick(action(act)));
    let view = say_view.then(|| lexicon.pick(facing(view)));
    match (view, act) {
        (Some(view), Some(act)) if act.starts_with('站') || act.starts_with('坐') => {
            vec![format!("{view}{act}")]
        }
        (view, act) => view.into_iter().chain(act).map(str::to_owned).collect(),
    }
}

/// The person by the hair, to stand before the noun: 短发女子, 光头男子; none where no word is usual.
pub(super) fn haired(hair: Hair) -> &'static [&'static str] {
    match (hair.style, hair.colour) {
        (HairStyle::Bald, _) => &["光头", "光头", "秃头"],
        (HairStyle::Ponytail, _) => &["马尾", "马尾辫"],
        (HairStyle::Bun, _) => &["丸子头"],
        (HairStyle::Braid, _) => &["麻花辫"],
        (HairStyle::Curly | HairStyle::LongCurly, _) => &["卷发"],
        (style, HairColour::Blond) if style != HairStyle::Buzz => &["金发"],
        (style, HairColour::Red) if style != HairStyle::Buzz => &["红发"],
        (style, HairColour::White | HairColour::Grey) if style != HairStyle::Buzz => &["白发", "灰发"],
        (HairStyle::Long, HairColour::Black) => &["长发", "黑色长发", "黑长发"],
        (HairStyle::Long, _) => &["长发"],
        (HairStyle::Short, HairColour::Black) => &["短发", "黑色短发"],
        (HairStyle::Short | HairStyle::Bob, _) => &["短发"],
        (HairStyle::Buzz, _) => &["平头", "寸头"],
    }
}
