/** Who says of themselves that they go to school or are under age, or speaks to us as children do. */
const AS_MINOR =
  /我(?:是|今年|才|还在)?(?:上|读|念|在读|一个|一名)*(?:的)?(?:小学生|中学生|初中生|高中生|小[一二三四五六]|初[一二三]|高[一二三]|[一二三四五六七八九]年级|(?:[6-9]|1[0-7]|[七八九]|十[一二三四五六七]?)岁)|^(?:警察)?叔叔阿姨|^(?:叔叔|阿姨)[,，]?(?:我|你好)|\bi am (?:only )?(?:[6-9]|1[0-7])\b/i

/** Whether somebody under age speaks for themselves. */
export function speaksAsMinor(words: string): boolean {
  return AS_MINOR.test(words)
}
