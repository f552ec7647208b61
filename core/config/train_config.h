// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/field.h"
#include "core/config/model_config.h"
#include "core/masking/mask_schedule.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mae {

enum class Augmentation { None, FixedCrop, RandomCrop, ColorJitter };
template <> struct EnumNames<Augmentation> {
    static constexpr std::array kNames{
        EnumName{"none", "None (centre crop)"}, EnumName{"fixed_crop", "Crop of fixed size, flip"},
        EnumName{"random_crop", "Random crop, flip"},
        EnumName{"color_jitter", "Random crop, flip, colour jitter"}};
};

/// The patches whose error is the loss.
enum class LossOn { Hidden, All };
template <> struct EnumNames<LossOn> {
    static constexpr std::array kNames{EnumName{"hidden", "Hidden patches"},
                                       EnumName{"all", "All patches"}};
};

/// The part of the model that keeps its first weights.
enum class Freeze { None, Encoder };
template <> struct EnumNames<Freeze> {
    static constexpr std::array kNames{EnumName{"none", "Nothing"}, EnumName{"encoder", "Encoder"}};
};

enum class Precision { Auto, Float32, BFloat16 };
template <> struct EnumNames<Precision> {
    static constexpr std::array kNames{EnumName{"auto", "Automatic"},
                                       EnumName{"float32", "float32"},
                                       EnumName{"bfloat16", "bfloat16"}};
};

/// Pictures to learn from.
struct DataConfig {
    std::vector<std::string> paths{"scenes"}; ///< folders or files; "scenes": drawn by the program
    Augmentation augmentation = Augmentation::RandomCrop;
    double minScale = 0.2;
    std::vector<double> mean{0.485, 0.456, 0.406}; ///< per channel, of pixels in [0, 1]
    std::vector<double> std{0.229, 0.224, 0.225};
    int scenes = 4096;  ///< how many pictures "scenes" stands for
    int cacheMb = 2048; ///< decoded pictures kept in memory
    int workers = 2;
    std::vector<double> weights{};         ///< of paths, in their order; empty: 1 each
    std::vector<std::string> validation{}; ///< folders; empty: val/ beside train/; "none"
    double validationShare = 0;            ///< of the pictures, if there are no such folders
    double badShare = 0.05;                ///< of the pictures that may be unreadable

    bool operator==(const DataConfig&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.paths,
              Field{"paths",
                    "Pictures",
                    {},
                    "",
                    "Folders of pictures, or the word scenes for pictures drawn by the program."});
        visit(self.augmentation, Field{"augmentation",
                                       "Augmentation",
                                       {},
                                       "",
                                       "How a training picture is cut out of a file."});
        visit(self.minScale, Field{"min_scale",
                                   "Smallest crop",
                                   {0.01, 1.0},
                                   "",
                                   "Smallest share of a picture's area that a random crop covers.",
                                   false,
                                   self.augmentation == Augmentation::RandomCrop
                                       || self.augmentation == Augmentation::ColorJitter});
        visit(self.mean, Field{"mean",
                               "Mean",
                               {0.0, 1.0},
                               "",
                               "Mean of red, green and blue that is subtracted.",
                               true});
        visit(self.std, Field{"std",
                              "Standard deviation",
                              {1e-3, 10.0},
                              "",
                              "Standard deviation that red, green and blue are divided by.",
                              true});
        visit(self.scenes,
              Field{"scenes",
                    "Scenes",
                    {1, 10'000'000},
                    "pictures",
                    "Number of pictures that the program draws when the data are scenes.",
                    true});
        visit(self.cacheMb, Field{"cache_mb",
                                  "Picture cache",
                                  {0, 1'048'576},
                                  "MB",
                                  "Memory for decoded pictures.",
                                  true});
        visit(self.workers, Field{"workers",
                                  "Loader threads",
                                  {1, 64},
                                  "",
                                  "Threads that decode and cut pictures.",
                                  true});
        visit(self.weights,
              Field{"weights",
                    "Weights",
                    {0.001, 1000.0},
                    "",
                    "How often an epoch shows each picture of a folder, folder by folder; nothing "
                    "means once each.",
                    true,
                    self.paths.size() > 1 || !self.weights.empty()});
        visit(self.validation,
              Field{"validation",
                    "Validation folders",
                    {},
                    "",
                    "Folders whose pictures measure the loss and are not learned from; nothing "
                    "means the val folder beside train, and the word none means no validation.",
                    true});
        visit(self.validationShare,
              Field{"validation_share",
                    "Validation share",
                    {0.0, 0.5},
                    "",
                    "Share of the pictures that measure the loss instead of being learned from, "
                    "chosen by seed and file name.",
                    true,
                    self.validation.empty()});
        visit(self.badShare,
              Field{"bad_share",
                    "Unreadable pictures",
                    {0.0, 1.0},
                    "",
                    "Share of the pictures that may turn out to be unreadable before training "
                    "pauses; 1 means that it never does.",
                    true});
    }
};

/// The recipe.
struct OptimConfig {
    double epochs = 100;
    std::int64_t steps = 0; ///< overrides epochs if not 0
    int batchSize = 128;
    int accumulate = 1;
    double baseLr = 1.5e-4; ///< times batch * accumulate / 256
    double lr = 0;          ///< overrides base_lr if not 0
    double minLr = 0;
    double warmupEpochs = 5;
    double weightDecay = 0.05;
    double beta1 = 0.9;
    double beta2 = 0.95;
    double clipNorm = 0; ///< 0: no clipping
    Precision precision = Precision::Auto;
    std::uint64_t seed = 0;
    LossOn lossOn = LossOn::Hidden;
    double ema = 0;     ///< decay of the average of the weights; 0: none is kept
    std::string init{}; ///< a model as openModel() takes it; empty: begin with random weights
    Freeze freeze = Freeze::None;
    bool gradientCheckpointing = false;

    bool operator==(const OptimConfig&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.epochs,
              Field{"epochs", "Epochs", {0.001, 1e6}, "", "Passes over the pictures."});
        visit(
            self.steps,
            Field{
                "steps", "Steps", {0, 1e9}, "", "Optimizer steps; 0 means that the epochs count."});
        visit(self.batchSize, Field{"batch_size",
                                    "Batch size",
                                    {1, 65'536},
                                    "pictures",
                                    "Pictures per forward and backward pass."});
        visit(self.accumulate, Field{"accumulate",
                                     "Accumulate",
                                     {1, 4096},
                                     "batches",
                                     "Batches whose gradients are added up before a step.",
                                     true});
        visit(self.baseLr, Field{"base_lr",
                                 "Base learning rate",
                                 {0.0, 10.0},
                                 "",
                                 "Learning rate for 256 pictures a step; scaled with the batch."});
        visit(self.lr, Field{"lr",
                             "Learning rate",
                             {0.0, 10.0},
                             "",
                             "Absolute learning rate; 0 means that the base learning rate counts.",
                             true});
        visit(
            self.minLr,
            Field{
                "min_lr", "Final learning rate", {0.0, 10.0}, "", "Where the cosine ends.", true});
        visit(self.warmupEpochs, Field{"warmup_epochs",
                                       "Warm-up",
                                       {0.0, 1e5},
                                       "epochs",
                                       "Epochs in which the learning rate rises from 0."});
        visit(self.weightDecay, Field{"weight_decay",
                                      "Weight decay",
                                      {0.0, 10.0},
                                      "",
                                      "Decay of weight matrices, not of biases and norms.",
                                      true});
        visit(self.beta1,
              Field{"beta1", "Beta 1", {0.0, 0.99999}, "", "AdamW's first momentum.", true});
        visit(self.beta2,
              Field{"beta2", "Beta 2", {0.0, 0.99999}, "", "AdamW's second momentum.", true});
        visit(self.clipNorm, Field{"clip_norm",
                                   "Clip norm",
                                   {0.0, 1e6},
                                   "",
                                   "Longest gradient that is applied; 0 means no clipping.",
                                   true});
        visit(self.precision,
              Field{"precision",
                    "Precision",
                    {},
                    "",
                    "Arithmetic of the model; automatic measures which is faster here."});
        visit(self.seed, Field{"seed",
                               "Seed",
                               {0, 9007199254740992.0},
                               "",
                               "Same seed, same run: order, crops, masks and first weights."});
        visit(self.lossOn,
              Field{"loss_on",
                    "Loss on",
                    {},
                    "",
                    "The patches whose error is minimised; the paper's are the hidden ones.",
                    true});
        visit(self.ema,
              Field{"ema",
                    "Average of weights",
                    {0.0, 0.999999},
                    "",
                    "Decay per step of a running average of the weights, which is then what a "
                    "checkpoint is opened with; 0 means none.",
                    true});
        visit(self.init,
              Field{"init",
                    "Begin from",
                    {},
                    "",
                    "A checkpoint, run or folder to take the first weights from; a missing decoder "
                    "is new. Nothing means random weights.",
                    true,
                    true,
                    FieldFile::Checkpoint});
        visit(self.freeze,
              Field{"freeze",
                    "Freeze",
                    {},
                    "",
                    "The part that keeps its first weights; with a frozen encoder only the decoder "
                    "learns.",
                    true});
        visit(self.gradientCheckpointing,
              Field{"gradient_checkpointing",
                    "Save memory",
                    {},
                    "",
                    "Computes the inside of each block again in the backward pass instead of "
                    "keeping it: much less memory.",
                    true});
    }
};

/// Steps of the whole run. @param stepsPerEpoch  see batcher.h
std::int64_t totalSteps(const OptimConfig& config, std::int64_t stepsPerEpoch);

struct CheckpointConfig {
    double everyMinutes = 10;
    std::int64_t everySteps = 0;
    int keep = 3;

    bool operator==(const CheckpointConfig&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.everyMinutes, Field{"every_minutes",
                                       "Save every",
                                       {0.0, 1e5},
                                       "min",
                                       "Minutes between checkpoints; 0 means never by time."});
        visit(self.everySteps, Field{"every_steps",
                                     "Save every",
                                     {0, 1e9},
                                     "steps",
                                     "Steps between checkpoints; 0 means never by steps.",
                                     true});
        visit(self.keep,
              Field{"keep",
                    "Keep",
                    {1, 1000},
                    "checkpoints",
                    "How many of the last checkpoints stay on disk; the best one stays too.",
                    true});
    }
};

struct PreviewConfig {
    std::int64_t everySteps = 25;
    int count = 6;

    bool operator==(const PreviewConfig&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.everySteps, Field{"every_steps",
                                     "Preview every",
                                     {1, 1e9},
                                     "steps",
                                     "Steps between reconstructions of the probe pictures."});
        visit(self.count, Field{"count",
                                "Probe pictures",
                                {0, 64},
                                "pictures",
                                "Fixed pictures whose reconstructions are shown while training."});
    }
};

struct LogConfig {
    std::int64_t everySteps = 1;
    double validateEveryEpochs = 1; ///< 0: never
    int validationPictures = 512;

    bool operator==(const LogConfig&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.everySteps, Field{"every_steps",
                                     "Log every",
                                     {1, 1e9},
                                     "steps",
                                     "Steps between lines of metrics.jsonl.",
                                     true});
        visit(self.validateEveryEpochs,
              Field{"validate_every_epochs",
                    "Validate every",
                    {0.0, 1e5},
                    "epochs",
                    "Epochs between measurements of the validation loss; 0 means never.",
                    true});
        visit(self.validationPictures,
              Field{"validation_pictures",
                    "Validation pictures",
                    {1, 100'000},
                    "pictures",
                    "The most pictures that a measurement of the validation loss takes.",
                    true});
    }
};

/// The accuracy of the encoder's features while it learns, by their nearest neighbours.
struct ProbeConfig {
    double everyEpochs = 0; ///< 0: never
    int pictures = 2000;    ///< of the bank; and so many that ask it
    int neighbours = 20;

    bool operator==(const ProbeConfig&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.everyEpochs,
              Field{"every_epochs",
                    "Measure every",
                    {0.0, 1e5},
                    "epochs",
                    "Epochs between measurements of the kNN accuracy of the encoder's features, "
                    "for which pictures need classes; 0 means never."});
        visit(self.pictures,
              Field{"pictures",
                    "Compared pictures",
                    {2, 100'000},
                    "pictures",
                    "The most training pictures that are compared with, and the most validation "
                    "pictures whose class is asked for.",
                    true,
                    self.everyEpochs > 0});
        visit(self.neighbours,
              Field{"neighbours",
                    "Neighbours",
                    {1, 1000},
                    "",
                    "How many of the most similar pictures vote for the class of a picture.",
                    true,
                    self.everyEpochs > 0});
    }
};

/// Everything a run depends on. A plain value: copy it, compare it, store it with the checkpoint.
struct TrainConfig {
    ModelConfig model;
    TrainMask mask;
    DataConfig data;
    OptimConfig train;
    CheckpointConfig checkpoint;
    PreviewConfig preview;
    LogConfig log;
    ProbeConfig probe;

    bool operator==(const TrainConfig&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.model, Field{"model", "Model"});
        visit(self.mask, Field{"mask", "Mask"});
        visit(self.data, Field{"data", "Data"});
        visit(self.train, Field{"train", "Recipe"});
        visit(self.checkpoint, Field{"checkpoint", "Checkpoints"});
        visit(self.preview, Field{"preview", "Previews"});
        visit(self.log, Field{"log", "Log"});
        visit(self.probe, Field{"probe", "kNN accuracy"});
    }
};

} // namespace mae
