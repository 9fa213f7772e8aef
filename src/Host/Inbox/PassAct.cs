namespace Workflows.Host.Inbox;

/// <summary>What the menu of a work item offers beside its outcomes.</summary>
public enum PassAct { Transfer, Delegate, SignBefore, SignAfter, ReturnToStep, Pause, Question, Circulate, Copy }
