// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/attention_bar.h"

#include "ui/style/metrics.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <algorithm>
#include <limits>

namespace mae::ui {
namespace {

enum PartChoice { EncoderChoice, DecoderChoice };

/// A label and its control stay together.
QWidget* together(QLabel* label, QComboBox* box) {
    auto* pair = new QWidget;
    auto* row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGapTiny);
    row->addWidget(label);
    row->addWidget(box);
    label->setBuddy(box);
    return pair;
}

} // namespace

AttentionBar::AttentionBar(FlowLayout* bar, QObject* parent)
    : QObject(parent),
      m_part(new Segments),
      m_blockLabel(new QLabel),
      m_block(new QComboBox),
      m_headLabel(new QLabel),
      m_head(new QComboBox),
      m_overlay(new QCheckBox),
      m_masked(new QCheckBox),
      m_class(new QPushButton),
      m_wanted(std::numeric_limits<int>::max()) {
    m_part->add();
    m_part->add();
    m_overlay->setChecked(true);
    m_class->setCheckable(true);
    m_class->setAutoDefault(false);
    for (auto* widget : {static_cast<QWidget*>(m_part), together(m_blockLabel, m_block),
                         together(m_headLabel, m_head), static_cast<QWidget*>(m_class),
                         static_cast<QWidget*>(m_overlay), static_cast<QWidget*>(m_masked)}) {
        bar->addWidget(widget);
    }
    connect(m_part, &Segments::chosen, this, [this] {
        fillBlocks();
        Q_EMIT asked();
    });
    connect(m_block, &QComboBox::activated, this, [this](int index) {
        m_wanted = index + 1 == m_block->count() ? 0 : index + 1;
        Q_EMIT asked();
    });
    connect(m_masked, &QCheckBox::toggled, this, &AttentionBar::asked);
    connect(m_head, &QComboBox::currentIndexChanged, this, &AttentionBar::shown);
    connect(m_overlay, &QCheckBox::toggled, this, &AttentionBar::shown);
    connect(m_class, &QPushButton::clicked, this, &AttentionBar::classTokenWanted);
    fillHeads(0);
    offer({});
}

void AttentionBar::retranslate() {
    m_part->setAccessibleName(tr("Encoder or decoder"));
    m_part->setText(EncoderChoice, tr("Encoder"),
                    tr("The encoder turns the patches that it sees into features."));
    m_blockLabel->setText(tr("Block"));
    const auto block = tr("Blocks work one after the other; in each, every token looks at all "
                          "others. Rollout: all blocks together, from the input to the last.");
    m_block->setToolTip(block);
    m_block->setAccessibleName(tr("Block"));
    m_headLabel->setText(tr("Head"));
    m_head->setToolTip(tr("Each head of a block looks for something else; the mean shows all."));
    m_head->setAccessibleName(tr("Head"));
    m_overlay->setText(tr("Overlay"));
    m_overlay->setToolTip(tr("Lays the map over the picture, which turns grey"));
    m_masked->setText(tr("Masked"));
    m_class->setText(tr("Class Token"));
    m_class->setToolTip(tr("Class token: belongs to no patch; it gathers what the whole picture "
                           "is about. Shows where it looks, until a patch is pointed at."));
    fillHeads(m_head->count() - 1);
    offer(m_context);
    fillBlocks();
}

int AttentionBar::blocksOf(const ViewContext& context, AttentionPart part) {
    return part == AttentionPart::Decoder ? context.config.decoderDepth : context.config.depth;
}

void AttentionBar::offer(const ViewContext& context) {
    m_context = context;
    const bool decoder = context.reconstructs;
    m_part->setText(DecoderChoice, tr("Decoder"),
                    decoder ? tr("The decoder predicts hidden patches from the features of the "
                                 "visible ones.")
                            : tr("This model is an encoder without a decoder."));
    m_part->setChoiceEnabled(DecoderChoice, decoder);
    if (!decoder) {
        m_part->setCurrent(EncoderChoice);
    }
    const bool free = decoder && m_part->current() == EncoderChoice;
    m_masked->setEnabled(free);
    m_masked->setToolTip(free ? tr("Masked: the encoder sees the visible patches only, as when it "
                                   "reconstructs; else it sees the whole picture.")
                         : !decoder
                             ? tr("An encoder without a decoder always sees the whole picture.")
                             : tr("The decoder always has the masked picture to complete."));
    fillBlocks(false);
}

void AttentionBar::fillBlocks(bool always) {
    const int blocks = blocksOf(m_context, part(m_context));
    if (!always && m_block->count() == blocks + 1) {
        return; // it may be open
    }
    const QSignalBlocker quiet(m_block);
    m_block->clear();
    for (int block = 1; block <= blocks; ++block) {
        m_block->addItem(tr("%1 of %2").arg(block).arg(blocks));
    }
    m_block->addItem(tr("Rollout"));
    m_block->setCurrentIndex(m_wanted == 0 ? blocks : std::min(m_wanted, blocks) - 1);
}

void AttentionBar::setHeads(int heads) {
    if (heads + 1 != m_head->count()) {
        fillHeads(heads);
    }
}

void AttentionBar::fillHeads(int heads) {
    const QSignalBlocker quiet(m_head);
    const int before = m_head->currentIndex();
    m_head->clear();
    m_head->addItem(tr("Mean"));
    for (int head = 1; head <= heads; ++head) {
        m_head->addItem(tr("%1 of %2").arg(head).arg(heads));
    }
    m_head->setCurrentIndex(before <= heads ? std::max(before, 0) : 0);
    m_head->setEnabled(heads > 1);
}

AttentionPart AttentionBar::part(const ViewContext& context) const {
    return context.reconstructs && m_part->current() == DecoderChoice ? AttentionPart::Decoder
                                                                      : AttentionPart::Encoder;
}

int AttentionBar::block(const ViewContext& context) const {
    return std::min(m_wanted, blocksOf(context, part(context)));
}

bool AttentionBar::isMasked(const ViewContext& context) const {
    return context.reconstructs
           && (m_masked->isChecked() || part(context) == AttentionPart::Decoder);
}

int AttentionBar::head() const { return m_head->currentIndex() - 1; }
void AttentionBar::setHead(int head) { m_head->setCurrentIndex(head + 1); }
bool AttentionBar::isOverlay() const { return m_overlay->isChecked(); }

} // namespace mae::ui
