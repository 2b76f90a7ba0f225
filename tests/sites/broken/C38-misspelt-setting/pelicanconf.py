SELFIES_PAHT = "../selfies"
NAVIGATION = "the wall"
