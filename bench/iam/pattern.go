package main

func replayPatterns(line []byte) (verdict, error) {
	return verdict{skip: "not replayed yet"}, nil
}
