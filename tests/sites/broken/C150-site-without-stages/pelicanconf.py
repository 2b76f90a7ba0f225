STAGES = []
