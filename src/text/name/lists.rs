//! The words and names by which `name.rs` tells persons from houses.

/// Words that no person is called by: what has one is a house, and its name stays whole.
pub const HOUSES: &str = "academy admin administration agency analyst analytics associated \
     association author authors bank blog board bureau business capital center centre clinic \
     collaboration college commission committee company consortium consulting contributor \
     contributors corp corporation correspondent council department desk digital directorate \
     division economics editor editorial editors engineering faculty federation finance \
     foundation foundry fund government group guest hospital inc industries insights institute \
     institution international journal lab laboratories laboratory labs limited llc ltd magazine \
     management media ministry network news newsletter newsroom office organisation organization \
     partners policy post press project reporter research reserve review school science sciences \
     securities service services society solutions staff studio support systems team tech \
     technologies technology the times trust union university ventures wire writer writers";

/// What stands before a family name and is written small.
pub const PARTICLES: &str = "al ben bin bint da das de del della den der di do dos du el la le les ter \
     ten van vom von y zu zur";

/// Particles that begin with a capital letter belong to the family name itself: Jean-Claude Van Damme.
pub(super) const LARGE_PARTICLES: &str = "van von de di da del della du dos la le ter ten";

/// What joins two family names.
pub(super) const JOINING: &str = "y e i";

/// Firms whose names hold no other mark of one.
pub(super) const FIRMS: &str = "adobe alibaba amazon amd anthropic apple baidu bytedance cisco cohere deepmind \
     deepseek google hugging huawei ibm intel kakao line meta microsoft mistral moonshot naver \
     nvidia openai oracle qualcomm qwen reuters salesforce samsung sony tencent tsmc xai zhipu";

/// Small words that names of houses are joined with.
pub(super) const JOINTS: &str = "and at for in of on & +";

/// Beginnings of names that have a capital letter within: `McCarthy`, `LeCun`, `AbdelRahman`.
pub(super) const PREFIXES: [&str; 32] = [
    "Mc", "Mac", "De", "Di", "Du", "Da", "Le", "La", "Lo", "Van", "Von", "Fitz", "Del", "Della",
    "Dos", "Abd", "Abdel", "Abdul", "Abu", "Al", "El", "Ben", "Bin", "Jean", "Ann", "Anne", "Anna",
    "Mary", "Marie", "Maria", "Jo", "Juan",
];

/// Korean family names as most of their bearers write them in Latin letters; those of two syllables
/// first.
pub(super) const KOREAN: &str = "남궁 namgung 황보 hwangbo 제갈 jegal 사공 sagong 선우 sunwoo 서문 seomun \
     독고 dokgo 동방 dongbang 김 kim 이 lee 박 park 최 choi 정 jung 강 kang 조 cho 윤 yoon 장 jang 임 lim \
     한 han 오 oh 서 seo 신 shin 권 kwon 황 hwang 안 ahn 송 song 류 ryu 유 yoo 홍 hong 전 jeon 고 ko \
     문 moon 양 yang 손 son 배 bae 백 baek 허 heo 남 nam 심 shim 노 noh 하 ha 곽 kwak 성 sung 차 cha \
     주 joo 우 woo 구 koo 민 min 나 na 진 jin 지 ji 엄 eom 채 chae 원 won 천 cheon 방 bang 공 kong \
     현 hyun 함 ham 변 byun 염 yeom 여 yeo 추 choo 도 do 소 so 석 seok 선 sun 설 seol 마 ma 길 gil \
     연 yeon 위 wi 표 pyo 명 myung 기 ki 반 ban 왕 wang 금 keum 옥 ok 육 yook 인 in 맹 maeng 제 je \
     모 mo 탁 tak 국 kook 어 eo 은 eun 편 pyun 용 yong 예 ye 경 kyung 봉 bong 사 sa 부 boo 가 ka 복 bok \
     태 tae 목 mok 형 hyung 피 pi 두 doo 감 kam 음 eum 빈 bin 동 dong 온 on 호 ho 범 bum 좌 jwa 팽 paeng \
     승 seung 간 kan 상 sang 갈 gal 단 dan 견 kyun 당 dang 라 ra 량 ryang";

/// Chinese family names and their Pinyin; those of two signs first, and both ways of writing.
pub(super) const CHINESE: &str = "欧阳 ouyang 歐陽 ouyang 司马 sima 司馬 sima 诸葛 zhuge 諸葛 zhuge 上官 shangguan \
     王 wang 李 li 张 zhang 張 zhang 刘 liu 劉 liu 陈 chen 陳 chen 杨 yang 楊 yang 黄 huang 黃 huang \
     赵 zhao 趙 zhao 吴 wu 吳 wu 周 zhou 徐 xu 孙 sun 孫 sun 马 ma 馬 ma 朱 zhu 胡 hu 郭 guo 何 he 林 lin \
     高 gao 罗 luo 羅 luo 郑 zheng 鄭 zheng 梁 liang 谢 xie 謝 xie 宋 song 唐 tang 许 xu 許 xu 韩 han \
     韓 han 冯 feng 馮 feng 邓 deng 鄧 deng 曹 cao 彭 peng 曾 zeng 肖 xiao 蕭 xiao 田 tian 董 dong 袁 yuan \
     潘 pan 于 yu 蒋 jiang 蔣 jiang 蔡 cai 余 yu 杜 du 叶 ye 葉 ye 程 cheng 苏 su 蘇 su 魏 wei 吕 lü 呂 lü \
     丁 ding 任 ren 沈 shen 姚 yao 卢 lu 盧 lu 姜 jiang 崔 cui 钟 zhong 鍾 zhong 谭 tan 譚 tan 陆 lu 陸 lu \
     汪 wang 范 fan 金 jin 石 shi 廖 liao 贾 jia 賈 jia 夏 xia 韦 wei 韋 wei 付 fu 方 fang 白 bai 邹 zou \
     鄒 zou 孟 meng 熊 xiong 秦 qin 邱 qiu 江 jiang 尹 yin 薛 xue 闫 yan 閻 yan 段 duan 雷 lei 侯 hou \
     龙 long 龍 long 史 shi 陶 tao 黎 li 贺 he 賀 he 顾 gu 顧 gu 毛 mao 郝 hao 龚 gong 龔 gong 邵 shao \
     万 wan 萬 wan 钱 qian 錢 qian 严 yan 嚴 yan 洪 hong 戴 dai 莫 mo 孔 kong 向 xiang 汤 tang 湯 tang";

/// What a Korean bearer of a name is, behind it.
pub(super) const TITLES: &str =
    "기자 특파원 교수 박사 논설위원 앵커 인턴기자 선임기자 전문기자 객원기자 작가 칼럼니스트 대표";

/// How names of Korean houses end.
pub(super) const KOREAN_ENDINGS: [&str; 35] = [
    "은행",
    "전자",
    "뉴스",
    "신문",
    "일보",
    "경제",
    "방송",
    "대학",
    "학회",
    "협회",
    "연구",
    "정부",
    "그룹",
    "기업",
    "타임",
    "저널",
    "위원",
    "재단",
    "센터",
    "닷컴",
    "통신",
    "마트",
    "감원",
    "정위",
    "기자",
    "편집",
    "제공",
    "보도",
    "자료",
    "투데이",
    "기획",
    "국제부",
    "정치부",
    "전국부",
    "문화부",
];

/// Words of [`HOUSES`] that families are called by too: Emily Post.
pub(super) const HOUSES_OR_NAMES: &str =
    "bank board fund guest post press reporter staff times trust wire";

/// Firms of [`FIRMS`] that persons are called by too: Line Hansen.
pub(super) const FIRMS_OR_NAMES: &str = "line meta mistral sony";

/// What stands behind the name of such a firm where it is the firm's.
pub(super) const OF_FIRMS: &str = "corporation electronics entertainment financial games group honda \
     interactive music next pay pictures platforms plus reality semiconductor superintelligence yahoo";

/// Given names by which a person is told from a house of the same family name.
pub(super) const GIVEN: &str = "aaron adam adele agnes alan albert alex alexander alfred alice alison amanda \
     amelia amy andrea andrew angela anna anne anthony arthur barbara benjamin bernard beth betty brian \
     bruce carl carol caroline catherine charles charlotte chris christian christina christine christopher \
     claire clara craig daniel david deborah dennis diana donald dorothy douglas edith edward eleanor \
     elizabeth ellen emily emma eric ernest ethan eva evelyn florence frances francis frank fred gary \
     george gerald grace graham gregory hannah harold harriet harry heather helen henry howard hugh ian \
     isaac isabel jack jacob james jane janet jason jean jeffrey jennifer jeremy jessica joan joel john \
     jonathan joseph joshua joyce judith julia julian julie karen kate katherine keith kenneth kevin larry \
     laura lauren lawrence leo leonard lewis lily linda lisa louis louise lucas lucy luke margaret maria \
     marie marion mark martha martin mary matthew melissa michael michelle nancy natalie nathan nicholas \
     nicole noah nora oliver olivia oscar pamela patricia patrick paul peter philip rachel ralph raymond \
     rebecca richard robert roger roland ronald rose roy russell ruth ryan samuel sandra sara sarah scott \
     sean sharon simon sophia sophie stanley stephanie stephen steven stuart susan sylvia teresa theodore \
     thomas timothy todd tom tony tracy victor victoria vincent virginia walter wendy william zoe";

/// Vietnamese family names, which stand last where a name is written for others, whatever stands
/// before them.
pub(super) const VIETNAMESE: &str = "nguyen nguyễn tran trần pham phạm huynh huỳnh phan vu vũ vo võ dang \
     đặng bui bùi ngo ngô duong dương hoang hoàng dinh đinh trinh trịnh truong trương doan đoàn luong lương";

/// Korean and Chinese family names as their bearers write them, beside the ways of [`KOREAN`] and
/// [`CHINESE`].
pub(super) const ASIAN_FAMILIES: &str = "yi rhee pak jeong chung jo yun im rim an ryu yu you koh go mun sohn \
     paik hur sim roh gwak seong ju ku gu um chun lai chan wong cheung lam leung ng hsu tsai chiang kuo";

/// Houses whose Korean names could be those of persons: a family name and signs of given names.
pub(super) const KOREAN_HOUSES: &str = "서울 인천 부산 경기 강원 제주 전남 전북 경남 경북 충남 충북 국민 우리 하나 신한 \
     기아 현대 한화 두산 금호 대우 신세계 한진 동원 사조 남양 하림 한미 유한 조선 동아 한경 경향 중앙 매일 시사 \
     라인 온라인 배민 배달 사무국 전국 국제 문화 정치 경제 사회 산업 기사 제보 주간 월간 도서관 서강대 연세대 \
     고려대 한양대 경희대 동국대 국민대 서울대 인하대 성균관대 한국 중국 미국 일본 정부 시민 주민 전문 편집 \
     한샘 한전 한수원 국정원 금융 감사원 국회 의원 위원 현기차 원전 우주 지구 기상 지상 방위 안보 정보 연구소 \
     가민 가비아 고영 나우라 노무라 당근 두나무 마소 모라이 사람인 신왕다 \
     어도비 오라노 오우라 온세미 원익 조호 주성 차임 하만 한화로 나무 나라 도시 마을 문예 민주 민음 선우 여행 현실 전기 지금";

/// Signs of Korean given names; another one is none of a person's.
pub(super) const KOREAN_GIVEN: &str = "가강건결겸경계고관광교구국군권규균근금기길나남노늘다단달담대덕도돈동돌두득라\
     락란람래량려련령례로록롱루류률름리린림마만명모목무묵문미민박배백범별병보복봄봉부분비빈빛산삼상새샘샛\
     서석선설섭성세소손솔솜송수숙순술슬승시식신실심아안애앵양언업에여연열엽영예오옥온완왕외요용우욱운웅원\
     월위유윤율은을음의이익인일임자장재전절점정제조종주준중증지직진찬창채천철청초총춘출충치칠태택평표풍필하\
     학한함해행향허헌혁현협형혜호홍화환황회효후훈휘휴흔흠흥희";

/// How names of Chinese and Japanese houses end.
pub(super) const CHINESE_HOUSES: [&str; 26] = [
    "社",
    "报",
    "報",
    "网",
    "網",
    "局",
    "院",
    "部",
    "处",
    "處",
    "会",
    "會",
    "所",
    "公司",
    "大学",
    "大學",
    "新闻",
    "新聞",
    "电视台",
    "電視台",
    "银行",
    "銀行",
    "集团",
    "集團",
    "通信",
    "研究室",
];
