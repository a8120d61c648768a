"""What English words mean to the assistant's grammar: mark -> phrases. A phrase of several words goes first."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "sep:then": "then; and then; after that; afterwards; next; finally; lastly; and finally; also",
    "sep:and": "and; &; plus; but; while; as well as",
    "sep:after": "after; once you have; after you have",
    "sep:before": "before",
    "look:oil": "oil; oil painting; oil paint; oil painted; painting in oil; painting; painted; impressionist; "
        "impressionist painting; painted in oils; painted in oil; oils; oil on canvas; classical painting; "
        "painted with oil",
    "look:watercolour": "watercolour; watercolor; watercolour painting; watercolor painting; aquarelle; "
        "watercolours; watercolors; water colour; water color; wash painting",
    "look:pencil": "pencil; sketch; pencil sketch; pencil drawing; drawing; graphite; graphite drawing; "
        "charcoal drawing; pencil art; hand drawn; hand drawing; sketched; sketchy; pencilled; crayon drawing; "
        "penciled",
    "look:ink": "ink; ink drawing; line drawing; line art; pen drawing; pen and ink; ink wash; ink sketch",
    "look:cartoon": "cartoon; comic; comic book; cartoonish; cartoon style; cel shading; cel shaded; "
        "anime look; comic style; comic strip; cartoonized; cartoonised; cartoonify; cartoonize; cartoonise; "
        "caricature style",
    "look:pointillism": "pointillism; pointillist; pointillist painting; dots of colour; dots of color",
    "look:poster": "screen print; screenprint; pop art; poster style; poster look; silkscreen; silk screen; "
        "like a poster; into a poster",
    "look:woodcut": "woodcut; wood cut; linocut; lino cut; woodblock; woodblock print; woodcut print; engraving",
    "look:night": "night scene; night; nighttime; at night; day into night; day to night; moonlit; night time; "
        "nightfall; as if at night; like night; into the night",
    "look:vintage": "vintage; retro; old film; vintage film; look old; old fashioned; nostalgic; aged; antique; "
        "old time; sepia film; film look; faded film; polaroid; 70s; 80s; 60s; old school",
    "mod:broad": "broad strokes; broad brush; broad brush strokes; coarse; coarser; thick strokes; "
        "rough strokes; big strokes",
    "mod:fine": "fine strokes; fine; finer; finely detailed; detailed; delicate; thin strokes; more detailed",
    "tone:brightness+": "brighter; bright; brighten; brightening; lighter; lighten; lightening; lighten up; "
        "brighten up; brightened; illuminate; lit up; more light; more brightness; well lit",
    "tone:brightness-": "darker; dark; darken; darkening; dim; dimmer; dim down; darkened; less light; "
        "gloomier; darker tones",
    "tone:warmth+": "warmer; warm; warm up; warming; warmth; golden; more yellow light; cosier; cozier; "
        "sunnier; warmed",
    "tone:warmth-": "cooler; cool; colder; cold; cool down; bluish white balance; icy; chilly; chillier; "
        "cooled; bluish",
    "tone:contrast+": "contrasty; punchier; punchy; more punch; crisper contrast",
    "tone:contrast-": "flatter; softer contrast; washed out",
    "tone:saturation-": "desaturate; desaturated; desaturating; muted; paler; pale; faded; duller",
    "tone:saturation+": "saturate; oversaturate",
    "tone:vivid+": "vivid; vibrant; colourful; colorful; more vivid; pop; livelier; lively; richer; "
        "more colourful; more colorful; more vibrant; colours pop; colors pop; brilliant; saturated colours; "
        "saturated colors",
    "tone:vivid-": "less vivid; less vibrant; less colourful; less colorful",
    "tone:sharp+": "sharpen; sharpening; sharper; sharp; crisp; crisper; sharpened; clearer; clear; "
        "more detailed edges; less blurry; more crisp; in focus; deblur; unblur",
    "tone:sharp-": "soften; softer; soft; softening; softened; smoother",
    "tone:blur+": "blur; blurry; blurred; blurring; blurrier; defocus; out of focus; bokeh; out of focus blur; "
        "soft focus; hazy",
    "tone:noise-": "denoise; noise reduction; denoising; denoised; smooth the grain; less noisy; less grainy; "
        "noise free; noiseless",
    "tone:noise+": "noisy; noisier",
    "tone:grain+": "grainy; grainier",
    "tone:red+": "redder",
    "tone:green+": "greener",
    "tone:blue+": "bluer",
    "attr:brightness": "brightness; lightness; luminosity",
    "attr:contrast": "contrast; contrasts",
    "attr:saturation": "saturation; saturated; colour intensity; color intensity",
    "attr:vivid": "vibrance; vibrancy; vividness",
    "attr:warmth": "temperature; colour temperature; color temperature",
    "attr:exposure": "exposure",
    "attr:shadows": "shadows; shadow; dark areas; dark parts; the darks",
    "attr:highlights": "highlights; highlight; bright areas; bright parts",
    "attr:noise": "noise; noisiness; colour noise; color noise; speckles",
    "attr:grain": "grain; film grain; graininess",
    "attr:vignette": "vignette; vignetting; corners; dark corners",
    "attr:sharp": "sharpness; clarity; crispness",
    "attr:blur": "blurriness; gaussian blur",
    "attr:hue": "hue; hues",
    "attr:red": "red; reds",
    "attr:green": "green; greens",
    "attr:blue": "blue; blues",
    "colours:": "colours; colour; colors; color",
    "damage:": "scratch; scratches; dust; cracks; crack; tears; damage; damages; spots; creases; stains; "
        "dust spots; old scratches; specks; blemishes; damaged; torn; worn; battered; ruined; scratched; "
        "cracked; marks; blotches; dirt; mould; mold; creased; fold lines; folds",
    "do:grayscale": "black and white; black & white; b&w; bw; grayscale; greyscale; monochrome; grey; gray; "
        "colourless",
    "do:sepia": "sepia; sepia tone; sepia toned; sepia tones",
    "do:motion_blur": "motion blur; motion blurred; speed blur",
    "do:invert": "invert; negative; inverted; invert the colours; invert the colors; invert colours; "
        "invert colors",
    "do:posterize": "posterize; posterise; posterized; reduce the tones; posterization",
    "do:threshold": "threshold",
    "do:auto": "auto; automatically; automatic; auto levels; auto enhance; enhance; improve; auto fix; autofix; "
        "auto correct; auto contrast; auto colour; auto color; make it better; better; beautify; look better; "
        "look good; look nicer; look nice; nicer; auto adjust; auto tone; optimise; optimize; fix it; fix this; "
        "fix this photo; touch up; improve it",
    "do:flatten": "flatten; merge all layers; merge the layers; flatten the layers; merge everything",
    "do:undo": "undo; revert; take that back; take it back; go back; step back; undo that",
    "do:redo": "redo; do that again; redo that",
    "do:repair": "repair; restore; fix the damage; mend; retouch; repairing; restoring; fix up; patch up; "
        "renovate; revive; rescue; clean up this old photo; restoration",
    "do:fix": "fix; correct; fixing",
    "do:cutout": "cut out; cutout; cut away; isolate; extract; knock out; make the background transparent; "
        "transparent background; remove the backdrop; cut the subject out; separate the subject; "
        "without background; without a background; no background",
    "do:upscale": "upscale; upscaling; upscaled; enlarge; enlarging; upsample; super resolution; scale up; "
        "magnify; bigger; larger; increase the resolution; increase the size; double the size; blow up; "
        "higher resolution; more resolution; hi res; high resolution; upres; upsize; double the resolution; "
        "make it big",
    "do:shrink": "shrink; scale down; downscale; smaller; downsize; reduce the size; reduce the size of",
    "do:resize": "resize; resizing; scale; resample; change the size; set the size",
    "do:as_large": "as large; as big; the size; its size; as wide",
    "do:rotate": "rotate; rotating; rotated; turn left; turn right",
    "do:right": "clockwise",
    "do:left": "counterclockwise; counter clockwise; anticlockwise",
    "do:half": "upside down; on its head",
    "do:flip": "flip; flipping; mirror; mirrored; flipped; mirror image",
    "axis:horizontal": "horizontally; horizontal; left to right; left and right; sideways",
    "axis:vertical": "vertically; vertical; top to bottom; up and down",
    "do:crop": "crop; cropping; cropped; trim; cut to; cut down to",
    "do:extend": "extend; extending; expand; outpaint; uncrop; widen; outpainting; grow the canvas; extended; "
        "expanding",
    "do:generate": "generate; create; draw; paint; imagine; generating; make me",
    "do:write": "write; type; add the text; add text; put the text; put text; add the words; put the words; "
        "add the title; with the text; with the words; add the caption; letter",
    "do:poster": "poster; banner; flyer; placard; cover; card; postcard; book cover; album cover",
    "do:says": "that says; saying; which says; titled; that reads; reading",
    "do:select": "select; selecting; pick; mark; choose",
    "do:all": "select all; select everything; select the whole picture; select the whole image",
    "do:deselect": "deselect; select nothing; clear the selection; drop the selection; "
        "remove the selection outline; unselect; deselect everything; cancel the selection",
    "do:invert_selection": "invert the selection; invert selection; inverse selection; select the rest; "
        "select the inverse; invert my selection",
    "do:feather": "feather; feathering; soften the selection; soften the edge of the selection",
    "verb:make": "make; turn; convert; change; transform; give; get; render; set; let; bring; want; look like; "
        "looks like; look; like; making; turning; become; apply; put in; use; do",
    "verb:more": "more; increase; raise; boost; increasing; raising; lift; higher; strengthen; tint; push; "
        "up the; shift; intensify; extra; stronger; turn up; boosting; bump; bump up; crank; crank up; dial up; "
        "pump up; ramp up; amp up; step up; beef up; heighten; maximise; maximize; punch up; build up",
    "verb:less": "less; reduce; decrease; lower; reducing; lowering; tone down; fade; weaken; fewer; cut the; "
        "drop the; bring down; turn down; recover; tame; decreasing; dial down; dial back; knock down; ease; "
        "minimise; minimize; subdue; curb; pull down; take down; pull back; rein in; calm; dampen",
    "verb:remove": "remove; delete; erase; removing; get rid of; take out; take away; clean up; eliminate; "
        "deleting; erasing; wipe out; clear away; clean away; retouch away; rub out; clean; without any; wipe; "
        "take off; cut; lose; strip; strip out; edit out; photoshop out; paint out; clone out; erase out; "
        "eliminating",
    "verb:add": "add; adding; put; insert; place; include",
    "verb:replace": "replace; swap; exchange; substitute; replacing; swapping; switch; switch out; swap out; "
        "exchanging",
    "verb:keep": "keep; keeping; don't change; do not change; without changing; don't touch; do not touch; "
        "leave; preserve; not touching; without touching; don't alter; but not; except for; not the; "
        "leave alone; spare",
    "verb:not": "not; don't; do not; no; never; without",
    "verb:except": "except; everything but; all but; apart from; everything except; outside of; outside",
    "with:": "with; by; into; to; for; as",
    "deg:0.5": "slightly; a bit; a little; a little bit; a touch; little; bit; somewhat; gently; subtle; "
        "subtly; mildly; not too; not too much; a tad; lightly; slight; not so; a hint of; softly; light; "
        "a tiny bit; mild; just a bit; just a little; a smidge; a wee bit; a fraction; marginally; "
        "ever so slightly; light touch",
    "deg:2": "a lot; much; very; strongly; strong; heavily; heavy; really; very much; lots of; a lot of; way; "
        "considerably; extremely; dramatically; intense; drastically; far; super; greatly; too much; tons; "
        "hugely; massively; significantly; substantially; a great deal; loads; as much as possible; by a lot; "
        "heavily so; seriously",
    "place:left": "left; left side; the left side; left hand side; leftwards; to the left side; far left; "
        "leftmost",
    "place:right": "right; right side; right hand side; rightwards; far right; rightmost",
    "place:top": "top; above; upwards; up top; upper; top side; upward; topmost; on top",
    "place:bottom": "bottom; below; downwards; bottom side; downward; bottommost",
    "place:all": "all sides; every side; all around; all directions; each side; all four sides; every direction",
    "half:left": "left half; left part",
    "half:right": "right half; right part",
    "half:top": "top half; upper half; upper part",
    "half:bottom": "bottom half; lower half; lower part",
    "thing:subject": "subject; foreground; main subject; main object; figure in front",
    "thing:background": "background; backdrop; surroundings",
    "thing:selection": "selection; selected; what is selected; selected area; selected part; what's selected; "
        "marked area; selected region",
    "thing:picture": "picture; photo; image; photograph; it; this; that; everything; whole picture; "
        "whole image; pic; whole photo; old photo; old picture; old photograph; snapshot; old image; all; them; "
        "shot; canvas; frame; artwork; photos; pictures; images; entire image; entire picture; full picture; "
        "full image; photo here; scan; portrait photo",
    "size:wide": "wide; width; in width; across",
    "size:high": "high; tall; height; in height",
    "ratio:1:1": "square; a square",
    "num:2": "two; twice; double",
    "num:3": "three; triple; thrice",
    "num:4": "four; quadruple",
    "num:1": "one; a stop",
    "num:5": "five",
    "num:6": "six",
    "num:8": "eight",
    "num:10": "ten",
    "num:0.5": "half; a half; by half; one half",
    "unit:px": "px; pixel; pixels",
    "unit:%": "%; percent; per cent",
    "unit:deg": "degrees; degree; °; deg",
    "unit:x": "x; times; ×; fold; times as",
    "unit:stop": "stop; stops; ev",
    "unit:level": "levels; tones; steps; level; step",
    "det:": "the; my; his; her; their; these; those; our; your; its",
    "art:": "a; an; some; any; another; one of",
    "prep:": "in; on; of; at; from; inside; onto; under; over; within; around; about; near",
    "fill:": "please; can; could; would; will; you; i; i'd; i'll; we; want to; would like; to be; be; is; are; "
        "so; there; so that; style; scene; effect; filter; tone; version; kind; sort; me; up; down; first; "
        "firstly; just; only; now; here; than; as if; were; was; had; been; have; has; quality; overall; toned; "
        "both; who; which; look of; last; kindly; let's; lets; bit of; way of; again; everywhere; alone; "
        "amount; by about; roughly; approximately; print; piece; mode; the whole; whole; looking; colour tone; "
        "size; nice; nicely; hey; ok; okay; thanks; thank; format; aspect; aspect ratio; ratio; degree angle; "
        "it's; that's; there's; i'm; i've; we'd; need; needs; should; shall; must; wants; wish; try; maybe; "
        "perhaps; entire; full; completely; entirely; totally; fully; still; even; well; quickly; immediately; "
        "feel; feeling; vibe; aesthetic; manner; fashion; sense; touch; old; photographic; photorealistic; "
        "show; showing; painted by; done; doing; gets; got; one that; something; somewhat of; like a; as a; "
        "actually; simply; bit more; out; off; away; sort of; kind of; type of; hi; hello; dear; limner; app; "
        "computer; my dear; ever; possible; if possible; being; having; between; together; along",
    "too:": "too; way too; a bit too; a little too; much too; far too; slightly too",
    "verb:take": "take; taking",
}
